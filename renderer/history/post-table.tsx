import { ArrowDown, ArrowUp, Link2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import type { HistoryAccount, HistoryPost } from '../../shared/contract/history.ts'
import { addressOfRoute } from '../route.ts'
import { IconButton } from '../ui/button.tsx'
import { NothingFits } from '../ui/list-screen.tsx'
import { LinkDialog } from './link-dialog.tsx'
import type { HistoryView, PostSortKey } from './posts-in-view.ts'
import styles from './history.module.css'

const columns: readonly { key: PostSortKey; label: string }[] = [
  { key: 'published', label: 'Published' },
  { key: 'title', label: 'Post' },
  { key: 'views', label: 'Views' },
  { key: 'at7Days', label: 'At 7 days' },
  { key: 'at30Days', label: 'At 30 days' },
  { key: 'engagement', label: 'Engagement' },
]
/** As the style sheet has it. */
const rowHeightRem = 3
const rowsBeyond = 10

/** The posts, of which only those near the window are drawn. */
export function PostTable({
  posts,
  accounts,
  view,
  onView,
}: {
  posts: readonly HistoryPost[]
  accounts: readonly HistoryAccount[]
  view: HistoryView
  onView: (view: HistoryView) => void
}) {
  const list = useRef<HTMLDivElement>(null)
  const [sight, setSight] = useState({ first: 0, last: 40 })
  const [linking, setLinking] = useState<HistoryPost | null>(null)
  useEffect(() => {
    const box = list.current!
    const rowPx = rowHeightRem * parseFloat(getComputedStyle(document.documentElement).fontSize)
    const see = (): void => {
      const first = Math.max(0, Math.floor(box.scrollTop / rowPx) - rowsBeyond)
      const last = Math.ceil((box.scrollTop + box.clientHeight) / rowPx) + rowsBeyond
      setSight((now) => (now.first === first && now.last === last ? now : { first, last }))
    }
    const size = new ResizeObserver(see)
    size.observe(box)
    box.addEventListener('scroll', see, { passive: true })
    return () => {
      size.disconnect()
      box.removeEventListener('scroll', see)
    }
  }, [])
  const nameOf = new Map(accounts.map(({ id, name }) => [id, name]))
  const sortBy = (key: PostSortKey): void =>
    onView({ ...view, sortBy: key, descending: view.sortBy === key ? !view.descending : key !== 'title' })

  return (
    <div role="table" aria-label="Posts" aria-rowcount={posts.length + 1} className={styles.table}>
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
      <div ref={list} role="rowgroup" className={styles.list} tabIndex={0} aria-label="Posts">
        <div
          role="presentation"
          className={styles.sheet}
          style={{ height: `${posts.length * rowHeightRem}rem` }}
        >
          {posts.slice(sight.first, sight.last).map((post, i) => (
            <PostRow
              key={post.id}
              post={post}
              account={nameOf.get(post.accountId) ?? ''}
              index={sight.first + i}
              onLink={() => setLinking(post)}
            />
          ))}
        </div>
        {posts.length === 0 && <NothingFits>No post fits.</NothingFits>}
      </div>
      {linking && <LinkDialog post={linking} onClose={() => setLinking(null)} />}
    </div>
  )
}

function PostRow({
  post,
  account,
  index,
  onLink,
}: {
  post: HistoryPost
  account: string
  index: number
  onLink: () => void
}) {
  const { publishedOn, publishedTime, title, latest, at7Days, at30Days, link } = post
  const engagement = latest?.metrics.engagementRate
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={`${styles.row} ${styles.item}`}
      style={{ top: `${index * rowHeightRem}rem` }}
    >
      <span role="cell">
        {publishedOn ?? '–'}
        {publishedTime && <span className={styles.second}>{publishedTime}</span>}
      </span>
      <span role="cell" className={styles.post} title={title}>
        <span className={styles.line}>{title || 'Without a title'}</span>
        <span className={`${styles.second} ${styles.line}`}>
          {account}
          {post.form && ` · ${post.form}`}
          {post.durationS !== null && ` · ${Math.round(post.durationS)} s`}
        </span>
      </span>
      <span role="cell" className={styles.number}>
        {count(latest?.metrics.views)}
        {latest && (
          <span className={styles.second}>{latest.isSure ? `on ${latest.on}` : `by ${latest.on}`}</span>
        )}
      </span>
      <span role="cell" className={styles.number}>
        {count(at7Days?.metrics.views)}
      </span>
      <span role="cell" className={styles.number}>
        {count(at30Days?.metrics.views)}
      </span>
      <span role="cell" className={styles.number}>
        {engagement === undefined ? '–' : `${(100 * engagement).toFixed(1)} %`}
      </span>
      <span role="cell" className={styles.draft}>
        {link?.draftId && <a href={addressOfRoute({ screen: 'draft', id: link.draftId })}>Open</a>}
        <IconButton
          label={link ? `Change the draft of ${title}` : `Say which draft ${title} was`}
          onPress={onLink}
        >
          <Link2 />
        </IconButton>
      </span>
    </div>
  )
}

function count(value: number | undefined): string {
  return value === undefined ? '–' : value.toLocaleString('en')
}
