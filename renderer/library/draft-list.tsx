import { memo, useMemo, useState, useSyncExternalStore } from 'react'
import { GridList, GridListItem, type Selection } from 'react-aria-components/GridList'
import { Virtualizer } from 'react-aria-components/Virtualizer'
import type { Draft } from '../../shared/contract/drafts.ts'
import { goTo } from '../route.ts'
import { DraftListLayout } from './draft-list-layout.ts'
import { DraftMenu, type OpenDraftMenu } from './draft-menu.tsx'
import { DraftRow } from './draft-row.tsx'
import styles from './draft-list.module.css'

/**
 * The drafts as a list of which only what is in sight is drawn. Click selects, double click or Enter opens. A row is
 * drawn anew when its own draft changes; nothing else may reach it from here.
 */
export const DraftList = memo(function DraftList({
  drafts,
  selection,
  onSelection,
}: {
  drafts: readonly Draft[]
  selection: Selection
  onSelection: (selection: Selection) => void
}) {
  const [menu, setMenu] = useState<Parameters<OpenDraftMenu>[0] | null>(null)
  const estimatedRowSize = useRowHeightPx()
  const layoutOptions = useMemo(() => ({ estimatedRowSize }), [estimatedRowSize])
  return (
    <>
      <Virtualizer layout={DraftListLayout} layoutOptions={layoutOptions}>
        <GridList
          aria-label="Drafts"
          data-draft-list
          className={styles.list!}
          items={drafts}
          selectionMode="multiple"
          selectionBehavior="replace"
          selectedKeys={selection}
          onSelectionChange={onSelection}
          onAction={(id) => goTo({ screen: 'draft', id: String(id) })}
          keyboardNavigationBehavior="tab"
        >
          {(draft) => (
            <GridListItem id={draft.id} textValue={draft.name} className={styles.item!}>
              <DraftRow draft={draft} openMenu={setMenu} />
            </GridListItem>
          )}
        </GridList>
      </Virtualizer>
      {menu && <DraftMenu {...menu} onClose={() => setMenu(null)} />}
    </>
  )
})

/** The heights that draft-row.module.css fixes, with the line below a row. */
const rowHeightRem = { wide: 3.75, narrow: 6.75 }
const lineBelowPx = 1
const narrow = window.matchMedia('(max-width: 40rem)')

function useRowHeightPx(): number {
  const isNarrow = useSyncExternalStore(eachChange, () => narrow.matches)
  const remPx = parseFloat(getComputedStyle(document.documentElement).fontSize)
  return (isNarrow ? rowHeightRem.narrow : rowHeightRem.wide) * remPx + lineBelowPx
}

function eachChange(changed: () => void): () => void {
  narrow.addEventListener('change', changed)
  return () => narrow.removeEventListener('change', changed)
}
