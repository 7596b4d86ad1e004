import { Columns2, Trash2, Upload } from 'lucide-react'
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { useStore } from 'zustand'
import { goTo } from '../route.ts'
import { useAppState, useDrafts } from '../state/app-state-context.tsx'
import { Button } from '../ui/button.tsx'
import { ListScreen, NothingFits } from '../ui/list-screen.tsx'
import { useShortcuts } from '../ui/shortcuts.ts'
import { plural } from '../ui/wording.ts'
import { DraftList } from './draft-list.tsx'
import { removeDrafts, whyNotComparable } from './library-actions.ts'
import { LibraryEmpty } from './library-empty.tsx'
import { besideTaken, nothingChosen, type ListSelection } from './list-selection.ts'
import { draftsInView, libraryView } from './library-view.ts'
import { QueueSummary } from './queue-summary.tsx'
import { SortHeader } from './sort-header.tsx'
import { UploadRows } from './upload-rows.tsx'
import styles from './library-screen.module.css'

/** All drafts: what they scored, how far they are, and what to do with them. */
export default function LibraryScreen() {
  const state = useAppState()
  const byId = useDrafts((drafts) => drafts.byId)
  const listed = useDrafts((drafts) => drafts.listed)
  const uploads = useStore(state.uploads, (now) => now.uploads)
  const view = useStore(libraryView)
  const [selection, setSelection] = useState<ListSelection>(nothingChosen)
  const searchField = useRef<HTMLInputElement>(null)

  // Typing stays fluent with many drafts: the list follows as soon as there is time.
  const shownView = useDeferredValue(view)
  const drafts = useMemo(() => draftsInView(byId.values(), shownView), [byId, shownView])
  const selected = drafts.filter(({ id }) => selection.chosen.has(id))
  const whyNotCompare = whyNotComparable(selected)

  const compare = (): void => {
    if (whyNotCompare) state.notices.tell(whyNotCompare)
    // The oldest is what the others are held against.
    else goTo({ screen: 'compare', ids: selected.toSorted(byAdded).map(({ id }) => id) })
  }
  const remove = (): void => {
    const ids = drafts.map(({ id }) => id)
    setSelection({ ...nothingChosen, at: besideTaken(ids, selection.chosen) })
    void removeDrafts(state, selected)
  }
  useShortcuts('Library', [
    { keys: '/', label: 'Search', run: () => searchField.current?.focus() },
    { keys: 'ArrowDown', shownAs: '↑ ↓', label: 'Move in the list', run: focusList, also: ['ArrowUp'] },
    { keys: 'Enter', label: 'Open the draft', run: focusList },
    {
      keys: 'Mod+A',
      label: 'Select all',
      run: () => setSelection({ ...selection, chosen: new Set(drafts.map(({ id }) => id)) }),
    },
    { keys: 'C', label: 'Compare the selected drafts', run: compare },
    { keys: 'Delete', label: 'Remove the selected drafts', also: ['Backspace'], run: remove },
    { keys: 'Escape', label: 'Select none', run: () => setSelection({ ...selection, chosen: new Set() }) },
  ])

  if (listed && byId.size === 0 && uploads.length === 0) return <LibraryEmpty />
  return (
    <ListScreen
      title="Library"
      searchLabel="Search drafts"
      search={view.search}
      onSearch={(search) => libraryView.setState({ search })}
      searchField={searchField}
      told={<QueueSummary shown={drafts.length} total={byId.size} />}
      actions={
        <>
          {selected.length > 0 && (
            <>
              <span className={styles.selected}>{selected.length} selected</span>
              <Button icon={<Columns2 />} isDisabled={whyNotCompare !== null} onPress={compare}>
                Compare
              </Button>
              <Button icon={<Trash2 />} onPress={remove}>
                Remove
              </Button>
            </>
          )}
          <FileTrigger
            allowsMultiple
            onSelect={(files) => {
              if (files) state.uploads.add([...files])
            }}
          >
            <Button look="primary" icon={<Upload />}>
              Add drafts
            </Button>
          </FileTrigger>
        </>
      }
    >
      {uploads.length > 0 && <UploadRows uploads={uploads} />}
      {byId.size > 0 && <SortHeader view={view} />}
      {listed && byId.size > 0 && drafts.length === 0 ? (
        <NothingFits>
          No draft fits “{shownView.search}” among {plural(byId.size, 'draft')}.
        </NothingFits>
      ) : (
        <DraftList drafts={drafts} selection={selection} onSelection={setSelection} />
      )}
    </ListScreen>
  )
}

function byAdded(a: { addedAt: string }, b: { addedAt: string }): number {
  return Date.parse(a.addedAt) - Date.parse(b.addedAt)
}

function focusList(): void {
  document.querySelector<HTMLElement>('[data-draft-list] [role=row][tabindex="0"]')?.focus()
}
