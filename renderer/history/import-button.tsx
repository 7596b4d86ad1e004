import { Upload } from 'lucide-react'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { Button } from '../ui/button.tsx'
import { offered } from './importing.ts'

/** Chooses an export to look at. */
export function ImportButton() {
  return (
    <FileTrigger
      acceptedFileTypes={['.csv', '.tsv', '.txt']}
      onSelect={(files) => {
        if (files?.[0]) offered.setState({ file: files[0] })
      }}
    >
      <Button look="primary" icon={<Upload aria-hidden />}>
        Import an export
      </Button>
    </FileTrigger>
  )
}
