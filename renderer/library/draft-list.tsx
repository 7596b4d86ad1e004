import {
  memo,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type KeyboardEvent,
  type MouseEvent,
} from 'react'
import type { Draft } from '../../shared/contract/drafts.ts'
import { goTo } from '../route.ts'
import { DraftMenu, type OpenDraftMenu } from './draft-menu.tsx'
import { ListedDraft } from './listed-draft.tsx'
import { isOfFixedHeight } from './draft-row.tsx'
import { choose, rowForKey, type ChoosingWay, type ListSelection } from './list-selection.ts'
import { rowsBetween, rowTops } from './row-window.ts'
import styles from './draft-list.module.css'

/** Rows are drawn so far beyond what is in sight, and anew only when it has moved by a step. */
const rowsBeyond = 8
const rowsOfStep = 4

/**
 * The drafts as a list of which only what is near the window is drawn: with a library of thousands each turn of the wheel
 * brings a few plain rows and nothing else. Click chooses, with Ctrl or Shift several; double click or Enter opens.
 */
export const DraftList = memo(function DraftList({
  drafts,
  selection,
  onSelection,
}: {
  drafts: readonly Draft[]
  selection: ListSelection
  onSelection: (selection: ListSelection) => void
}) {
  const [menu, setMenu] = useState<Parameters<OpenDraftMenu>[0] | null>(null)
  const list = useRef<HTMLDivElement>(null)
  const rowHeightPx = useRowHeightPx()
  const { tops, tellHeight } = useRowTops(drafts, rowHeightPx)
  const sight = useSight(list, rowHeightPx)
  const ids = useMemo(() => drafts.map(({ id }) => id), [drafts])
  const atIndex = Math.max(0, selection.at === null ? 0 : ids.indexOf(selection.at))

  // The keyboard follows the row it is at, as long as it is in the list.
  useEffect(() => {
    const focused = document.activeElement
    if (!focused?.matches('[role=row]') || !list.current!.contains(focused)) return
    list.current!.querySelector<HTMLElement>('[role=row][tabindex="0"]')?.focus({ preventScroll: true })
  }, [selection.at])

  function showRow(index: number): void {
    const box = list.current!
    box.scrollTop = Math.min(tops[index]!, Math.max(box.scrollTop, tops[index + 1]! - box.clientHeight))
  }

  function click(event: MouseEvent): void {
    const id = idOfRow(event.target)
    if (id === null || (event.target as Element).closest('a, button')) return
    const way: ChoosingWay = event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'one'
    onSelection(choose(selection, way, id, ids))
  }

  function press(event: KeyboardEvent): void {
    if (!(event.target as Element).matches('[role=row]') || event.altKey) return
    const several = event.ctrlKey || event.metaKey
    const id = ids[atIndex]
    if (id === undefined) return
    if (event.key === 'Enter') goTo({ screen: 'draft', id })
    else if (event.key === ' ')
      onSelection(choose(selection, several ? 'toggle' : event.shiftKey ? 'range' : 'one', id, ids))
    else {
      const rowsOfPage = Math.max(1, Math.floor(list.current!.clientHeight / rowHeightPx) - 1)
      const to = rowForKey(event.key, atIndex, ids.length, rowsOfPage)
      if (to === null) return
      onSelection(choose(selection, event.shiftKey ? 'range' : several ? 'move' : 'one', ids[to]!, ids))
      showRow(to)
    }
    event.preventDefault()
  }

  const { first, last } = rowsBetween(tops, sight.fromPx, sight.toPx)
  const drawn = drafts.slice(first, last).map((draft, i) => ({ draft, index: first + i }))
  // The row of the keyboard stays while it is scrolled away, or the keyboard would be nowhere.
  const at = drafts[atIndex]
  if (at && atIndex < first) drawn.unshift({ draft: at, index: atIndex })
  if (at && atIndex >= last) drawn.push({ draft: at, index: atIndex })
  return (
    <>
      <div
        ref={list}
        role="grid"
        aria-label="Drafts"
        aria-multiselectable
        aria-rowcount={drafts.length}
        data-draft-list
        className={styles.list}
        onClick={click}
        onDoubleClick={(event) => {
          const id = idOfRow(event.target)
          if (id !== null && !(event.target as Element).closest('a, button')) goTo({ screen: 'draft', id })
        }}
        onKeyDown={press}
      >
        <div role="rowgroup" className={styles.sheet} style={{ height: tops.at(-1) }}>
          {drawn.map(({ draft, index }) => (
            <ListedDraft
              key={draft.id}
              draft={draft}
              index={index}
              topPx={tops[index]!}
              isChosen={selection.chosen.has(draft.id)}
              isAt={index === atIndex}
              openMenu={setMenu}
              tellHeight={tellHeight}
            />
          ))}
        </div>
      </div>
      {menu && <DraftMenu {...menu} onClose={() => setMenu(null)} />}
    </>
  )
})

function idOfRow(target: EventTarget): string | null {
  return (target as Element).closest('[role=row]')?.getAttribute('data-id') ?? null
}

/** Where each row stands; rows whose height the style sheet doesn't fix tell theirs once they are drawn. */
function useRowTops(
  drafts: readonly Draft[],
  rowHeightPx: number,
): { tops: Float64Array; tellHeight: (id: string, heightPx: number) => void } {
  const [measured, setMeasured] = useState<ReadonlyMap<string, number>>(new Map())
  const tellHeight = useCallback((id: string, heightPx: number): void => {
    setMeasured((now) =>
      Math.abs((now.get(id) ?? 0) - heightPx) < 0.5 ? now : new Map(now).set(id, heightPx),
    )
  }, [])
  const tops = useMemo(
    () =>
      rowTops(
        drafts.map((draft) =>
          isOfFixedHeight(draft) ? rowHeightPx : (measured.get(draft.id) ?? rowHeightPx),
        ),
      ),
    [drafts, rowHeightPx, measured],
  )
  return { tops, tellHeight }
}

interface Sight {
  fromPx: number
  toPx: number
}

/** What lies in and near the window of a list; it changes by steps, not with every pixel. */
function useSight(list: { readonly current: HTMLElement | null }, rowHeightPx: number): Sight {
  const [sight, setSight] = useState<Sight>({ fromPx: 0, toPx: 2 * rowsBeyond * rowHeightPx })
  useEffect(() => {
    const box = list.current!
    const look = (): void => {
      const stepPx = rowsOfStep * rowHeightPx
      const beyondPx = rowsBeyond * rowHeightPx
      const fromPx = Math.floor((box.scrollTop - beyondPx) / stepPx) * stepPx
      const toPx = Math.ceil((box.scrollTop + box.clientHeight + beyondPx) / stepPx) * stepPx
      setSight((now) => (now.fromPx === fromPx && now.toPx === toPx ? now : { fromPx, toPx }))
    }
    const size = new ResizeObserver(look)
    size.observe(box)
    box.addEventListener('scroll', look, { passive: true })
    return () => {
      size.disconnect()
      box.removeEventListener('scroll', look)
    }
  }, [list, rowHeightPx])
  return sight
}

/** The heights that draft-row.module.css fixes, with the line below a row. */
const rowHeightRem = { wide: 3.75, narrow: 6.75 }
const lineBelowPx = 1
const narrow = window.matchMedia('(max-width: 40rem)')

function useRowHeightPx(): number {
  const isNarrow = useSyncExternalStore(eachChange, () => narrow.matches)
  return useMemo(() => {
    const remPx = parseFloat(getComputedStyle(document.documentElement).fontSize)
    return (isNarrow ? rowHeightRem.narrow : rowHeightRem.wide) * remPx + lineBelowPx
  }, [isNarrow])
}

function eachChange(changed: () => void): () => void {
  narrow.addEventListener('change', changed)
  return () => narrow.removeEventListener('change', changed)
}
