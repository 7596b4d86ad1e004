import { GridList, GridListItem, type Selection } from 'react-aria-components/GridList'
import { ListLayout, Virtualizer } from 'react-aria-components/Virtualizer'
import type { Draft } from '../../shared/contract/drafts.ts'
import { goTo } from '../route.ts'
import { DraftRow } from './draft-row.tsx'
import styles from './draft-list.module.css'

/** The drafts as a list of which only what is in sight is drawn. Click selects, double click or Enter opens. */
export function DraftList({
  drafts,
  byId,
  selection,
  onSelection,
  remove,
}: {
  drafts: readonly Draft[]
  byId: ReadonlyMap<string, Draft>
  selection: Selection
  onSelection: (selection: Selection) => void
  remove: (draft: Draft) => void
}) {
  return (
    <Virtualizer layout={ListLayout} layoutOptions={{ estimatedRowSize: 61 }}>
      <GridList
        aria-label="Drafts"
        data-draft-list
        className={styles.list!}
        items={drafts}
        dependencies={[byId, remove]}
        selectionMode="multiple"
        selectionBehavior="replace"
        selectedKeys={selection}
        onSelectionChange={onSelection}
        onAction={(id) => goTo({ screen: 'draft', id: String(id) })}
        keyboardNavigationBehavior="tab"
      >
        {(draft) => (
          <GridListItem id={draft.id} textValue={draft.name} className={styles.item!}>
            <DraftRow draft={draft} byId={byId} remove={remove} />
          </GridListItem>
        )}
      </GridList>
    </Virtualizer>
  )
}
