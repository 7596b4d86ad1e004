import { memo } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import type { HistoryRow, JudgedForecast } from '../../shared/contract/history-page.ts'
import { addressOfRoute } from '../route.ts'
import styles from './history.module.css'

/** A post in the table; its title opens all that is known of it. */
export const PostRow = memo(function PostRow({
  row,
  account,
  index,
  topRem,
  isCurrent,
  onOpen,
}: {
  row: HistoryRow
  account: string
  index: number
  topRem: number
  isCurrent: boolean
  onOpen: (id: string) => void
}) {
  const { publishedOn, publishedTime, title, latest, at7Days, at30Days, link, judged, earlyCounts } = row
  const engagement = latest?.metrics.engagementRate
  const [first] = judged
  return (
    <div
      role="row"
      id={`post-row-${index}`}
      aria-rowindex={index + 2}
      aria-selected={isCurrent}
      className={`${styles.row} ${styles.item}`}
      style={{ top: `${topRem}rem` }}
    >
      <span role="gridcell">
        {publishedOn ?? '–'}
        {publishedTime && <span className={styles.second}>{publishedTime}</span>}
      </span>
      <span role="gridcell" className={styles.post} title={title}>
        <AriaButton className={styles.open!} onPress={() => onOpen(row.id)}>
          <span className={styles.line}>{title || 'Without a title'}</span>
        </AriaButton>
        <span className={`${styles.second} ${styles.line}`}>
          {account}
          {row.form && ` · ${row.form}`}
          {row.durationS !== null && ` · ${Math.round(row.durationS)} s`}
          {earlyCounts > 0 && ` · ${earlyCounts} early ${earlyCounts === 1 ? 'count' : 'counts'}`}
        </span>
      </span>
      <span role="gridcell" className={styles.number}>
        {count(latest?.metrics.views)}
        {latest && (
          <span className={styles.second}>{latest.isSure ? `on ${latest.on}` : `by ${latest.on}`}</span>
        )}
      </span>
      <span role="gridcell" className={styles.number}>
        {count(at7Days?.metrics.views)}
      </span>
      <span role="gridcell" className={styles.number}>
        {count(at30Days?.metrics.views)}
      </span>
      <span role="gridcell" className={styles.number}>
        {engagement === undefined ? '–' : `${(100 * engagement).toFixed(1)} %`}
      </span>
      <span role="gridcell" className={styles.number}>
        {first ? (
          <>
            {offText(first)}
            <span className={`${styles.second} ${styles[hitClass[first.within]]}`}>
              {hitWords[first.within]}
            </span>
          </>
        ) : (
          '–'
        )}
      </span>
      <span role="gridcell" className={styles.draft}>
        {link?.draftId ? <a href={addressOfRoute({ screen: 'draft', id: link.draftId })}>Open</a> : '–'}
      </span>
    </div>
  )
})

export const hitWords = { '50': 'within 5 of 10', '80': 'within 8 of 10', none: 'outside' } as const
export const hitClass = { '50': 'hit', '80': 'hit', none: 'missed' } as const

/** What came, against what was forecast: `1.4 ×`. */
export function offText({ off }: Pick<JudgedForecast, 'off'>): string {
  return off === null ? '–' : `${off.toFixed(off < 10 ? 2 : 0)} ×`
}

function count(value: number | undefined): string {
  return value === undefined ? '–' : value.toLocaleString('en')
}
