import { useHost } from '../host/host-context.tsx'
import { useAnswer } from '../host/use-answer.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ImportButton } from './import-button.tsx'
import styles from './history.module.css'

/** The history before the first import: what to export, and where. */
export function HistoryEmpty({ onAdd }: { onAdd: () => void }) {
  const host = useHost()
  const { value } = useAnswer('guides', (signal) => host.call('exportGuides', {}, { signal }))
  return (
    <EmptyState
      title="Drop the export of your posts here"
      actions={
        <>
          <ImportButton />
          <Button onPress={onAdd}>Note a single post</Button>
        </>
      }
    >
      <p>
        Hookline learns from what your own posts did. Each platform lets you download a list of them with
        their figures; nothing of it leaves this computer.
      </p>
      <dl className={styles.guides}>
        {value?.guides.map(({ source, howToExport }) => (
          <div key={source}>
            <dt>{source}</dt>
            <dd>{howToExport}</dd>
          </div>
        ))}
      </dl>
    </EmptyState>
  )
}
