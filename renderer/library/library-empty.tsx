import { FileTrigger } from 'react-aria-components/FileTrigger'
import { useAppState } from '../state/app-state-context.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { addSample } from './library-actions.ts'

/** The library before the first draft. */
export function LibraryEmpty() {
  const state = useAppState()
  return (
    <EmptyState
      title="Drop a draft anywhere in this window"
      actions={
        <>
          <FileTrigger
            allowsMultiple
            onSelect={(files) => {
              if (files) state.uploads.add([...files])
            }}
          >
            <Button look="primary">Choose files</Button>
          </FileTrigger>
          <Button onPress={() => void addSample(state)}>Score the sample</Button>
        </>
      }
    >
      <p>
        Hookline measures picture and sound on this computer and scores hook, content and call to action, each
        with the moments that decide it. Nothing leaves the computer.
      </p>
    </EmptyState>
  )
}
