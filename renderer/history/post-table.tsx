import { ArrowDown, ArrowUp } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import type { HistoryPage, HistoryView, PostSortKey } from '../../shared/contract/history-page.ts'
import { PostDialog } from './post-dialog.tsx'
import { PostRow } from './post-row.tsx'
import styles from './history.module.css'

const columns: readonly { key: PostSortKey; label: string }[] = [
  { key: 'published', label: 'Published' },
  { key: 'title', label: 'Post' },
  { key: 'views', label: 'Views' },
  { key: 'at7Days', label: 'At 7 days' },
  { key: 'at30Days', label: 'At 30 days' },
  { key: 'engagement', label: 'Engagement' },
  { key: 'forecast', label: 'Forecast' },
]
/** As the style sheet has it. */
const rowHeightRem = 3
const rowsBeyond = 10

/** The posts of a view, of which only those near the window are asked for and drawn. */
export function PostTable({
  page,
  view,
  onView,
  onSight,
}: {
  page: HistoryPage
  view: HistoryView
  onView: (view: HistoryView) => void
  /** The first row in sight has changed. */
  onSight: (first: number) => void
}) {
  const list = useRef<HTMLDivElement>(null)
  const [sight, setSight] = useState({ first: 0, last: 40 })
  const [current, setCurrent] = useState<number | null>(null)
  const [openId, setOpenId] = useState<string | null>(null)
  const told = useRef(onSight)
  useEffect(() => {
    told.current = onSight
  })
  useEffect(() => {
    const box = list.current!
    const see = (): void => {
      const first = Math.max(0, Math.floor(box.scrollTop / rowPx()) - rowsBeyond)
      const last = Math.ceil((box.scrollTop + box.clientHeight) / rowPx()) + rowsBeyond
      setSight((now) => (now.first === first && now.last === last ? now : { first, last }))
      told.current(first)
    }
    const size = new ResizeObserver(see)
    size.observe(box)
    box.addEventListener('scroll', see, { passive: true })
    return () => {
      size.disconnect()
      box.removeEventListener('scroll', see)
    }
  }, [])
  const sortBy = (key: PostSortKey): void =>
    onView({ ...view, sortBy: key, descending: view.sortBy === key ? !view.descending : key !== 'title' })
  const nameOf = new Map(page.accounts.map(({ id, name }) => [id, name]))
  const rowAt = (index: number) => page.rows[index - page.first]
  const open = page.rows.find(({ id }) => id === openId)

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    if (event.target !== event.currentTarget || page.total === 0) return
    const box = list.current!
    const inSight = Math.max(1, Math.floor(box.clientHeight / rowPx()) - 1)
    const from = current ?? -1
    const to = {
      ArrowDown: from + 1,
      ArrowUp: from - 1,
      PageDown: from + inSight,
      PageUp: from - inSight,
      Home: 0,
      End: page.total - 1,
    }[event.key]
    if (to !== undefined) {
      event.preventDefault()
      const index = Math.min(page.total - 1, Math.max(0, to))
      setCurrent(index)
      const top = index * rowPx()
      if (top < box.scrollTop) box.scrollTop = top
      else if (top + rowPx() > box.scrollTop + box.clientHeight)
        box.scrollTop = top + rowPx() - box.clientHeight
    } else if (event.key === 'Enter' && current !== null) {
      event.preventDefault()
      setOpenId(rowAt(current)?.id ?? null)
    }
  }

  const shown = Array.from(
    { length: Math.max(0, Math.min(sight.last, page.total) - sight.first) },
    (_, i) => sight.first + i,
  )
  return (
    <div
      role="grid"
      aria-label="Posts"
      aria-rowcount={page.total + 1}
      aria-readonly
      aria-activedescendant={current !== null && rowAt(current) ? `post-row-${current}` : undefined}
      tabIndex={0}
      className={styles.table}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup">
        <div role="row" className={`${styles.row} ${styles.head}`}>
          {columns.map(({ key, label }) => {
            const isOn = view.sortBy === key
            const Arrow = view.descending ? ArrowDown : ArrowUp
            const order = view.descending ? 'descending' : 'ascending'
            return (
              <span key={key} role="columnheader" aria-sort={isOn ? order : 'none'}>
                <AriaButton className={styles.sort!} onPress={() => sortBy(key)}>
                  {label}
                  {isOn && <Arrow aria-hidden />}
                </AriaButton>
              </span>
            )
          })}
          <span role="columnheader">Draft</span>
        </div>
      </div>
      <div ref={list} role="rowgroup" className={styles.list}>
        <div
          role="presentation"
          className={styles.sheet}
          style={{ height: `${page.total * rowHeightRem}rem` }}
        >
          {shown.map((index) => {
            const row = rowAt(index)
            // What is scrolled to comes a moment later.
            if (!row) return null
            return (
              <PostRow
                key={row.id}
                row={row}
                account={nameOf.get(row.accountId) ?? ''}
                index={index}
                topRem={index * rowHeightRem}
                isCurrent={index === current}
                onOpen={setOpenId}
              />
            )
          })}
        </div>
        {page.total === 0 && <p className={styles.nothing}>No post fits.</p>}
      </div>
      {open && (
        <PostDialog row={open} account={nameOf.get(open.accountId) ?? ''} onClose={() => setOpenId(null)} />
      )}
    </div>
  )
}

function rowPx(): number {
  return rowHeightRem * parseFloat(getComputedStyle(document.documentElement).fontSize)
}
