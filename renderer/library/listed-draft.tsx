import { memo, useLayoutEffect, useRef } from 'react'
import type { Draft } from '../../shared/contract/drafts.ts'
import type { OpenDraftMenu } from './draft-menu.tsx'
import { DraftRow, isOfFixedHeight } from './draft-row.tsx'
import styles from './draft-list.module.css'

/** A draft at its place in the list. It is drawn anew when its own draft changes; nothing else may reach it from there. */
export const ListedDraft = memo(function ListedDraft({
  draft,
  index,
  topPx,
  isChosen,
  isAt,
  openMenu,
  tellHeight,
}: {
  draft: Draft
  index: number
  topPx: number
  isChosen: boolean
  /** The keyboard is at this row. */
  isAt: boolean
  openMenu: OpenDraftMenu
  tellHeight: (id: string, heightPx: number) => void
}) {
  const row = useRef<HTMLDivElement>(null)
  const { id, name } = draft
  const isFixed = isOfFixedHeight(draft)
  useLayoutEffect(() => {
    if (isFixed) return
    const tell = (): void => tellHeight(id, row.current!.offsetHeight)
    tell()
    const size = new ResizeObserver(tell)
    size.observe(row.current!)
    return () => size.disconnect()
  }, [id, isFixed, tellHeight])
  return (
    <div
      ref={row}
      role="row"
      aria-label={name}
      aria-rowindex={index + 1}
      aria-selected={isChosen}
      data-id={id}
      tabIndex={isAt ? 0 : -1}
      className={styles.item}
      style={{ transform: `translateY(${topPx}px)` }}
    >
      <div role="gridcell">
        <DraftRow draft={draft} isAt={isAt} openMenu={openMenu} />
      </div>
    </div>
  )
})
