import { ArrowDown, ArrowUp } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { libraryView, sortedBy, type LibraryView, type SortKey } from './library-view.ts'
import columns from './columns.module.css'
import styles from './sort-header.module.css'

/** The names above the columns; each sorts by its own. */
export function SortHeader({ view }: { view: LibraryView }) {
  const by = (key: SortKey, label: string) => <SortButton view={view} sortKey={key} label={label} />
  return (
    <div role="group" aria-label="Sort by" className={`${columns.row} ${styles.header}`}>
      <span className={`${columns.what} ${styles.names}`}>
        {by('name', 'Name')}
        {by('added', 'Added')}
      </span>
      <span className={`${columns.format} ${styles.duration}`}>{by('duration', 'Duration')}</span>
      <span className={columns.scores}>
        {by('overall', 'Overall')}
        {by('hook', 'Hook')}
        {by('content', 'Content')}
        {by('cta', 'Call to action')}
      </span>
    </div>
  )
}

function SortButton({ view, sortKey, label }: { view: LibraryView; sortKey: SortKey; label: string }) {
  const isOn = view.sortBy === sortKey
  const Arrow = view.descending ? ArrowDown : ArrowUp
  return (
    <Button
      className={styles.button!}
      aria-label={isOn ? `${label}, ${view.descending ? 'descending' : 'ascending'}` : label}
      aria-pressed={isOn}
      onPress={() => libraryView.setState(sortedBy(view, sortKey))}
    >
      {label}
      {isOn && <Arrow aria-hidden />}
    </Button>
  )
}
