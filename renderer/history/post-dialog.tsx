import { ExternalLink } from 'lucide-react'
import { useState } from 'react'
import type { HistoryRow } from '../../shared/contract/history-page.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { valueText } from '../draft/forecast/forecast-text.ts'
import { AfterPublishing } from './after-publishing.tsx'
import { LinkDialog } from './link-dialog.tsx'
import { hitClass, hitWords } from './post-row.tsx'
import styles from './history.module.css'

/** All that is known of a post: how it did, what was forecast, its first views and its draft. */
export function PostDialog({
  row,
  account,
  onClose,
}: {
  row: HistoryRow
  account: string
  onClose: () => void
}) {
  const [links, setLinks] = useState(false)
  const { title, url, platform, publishedOn, publishedTime, latest, judged } = row
  if (links) return <LinkDialog post={row} onClose={onClose} />
  const figures = [
    ['Views', latest?.metrics.views],
    ['After 7 days', row.at7Days?.metrics.views],
    ['After 30 days', row.at30Days?.metrics.views],
    ['Likes', latest?.metrics.likes],
    ['Comments', latest?.metrics.comments],
    ['Shares', latest?.metrics.shares],
  ] as const
  return (
    <Dialog
      title={title || 'Without a title'}
      isOpen
      onClose={onClose}
      size="wide"
      actions={
        <Button onPress={() => setLinks(true)}>
          {row.link ? 'Change its draft' : 'Say which draft it was'}
        </Button>
      }
    >
      <p className={styles.summary}>
        {account} · {platform} · published {publishedOn ?? 'on an unknown day'}
        {publishedTime && `, ${publishedTime}`}
        {url && /^https:/.test(url) && (
          <>
            {' · '}
            <a href={url} target="_blank" rel="noreferrer" className={styles.address}>
              See it there <ExternalLink aria-hidden size={12} />
            </a>
          </>
        )}
      </p>
      <dl className={styles.figures}>
        {figures.map(([label, value]) =>
          value === undefined ? null : (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value.toLocaleString('en')}</dd>
            </div>
          ),
        )}
      </dl>
      <h3 className={styles.heading}>What was forecast before it was out</h3>
      {judged.length === 0 ? (
        <p className={styles.quiet}>
          {row.link
            ? 'No forecast of its draft was kept before that day, or what it is of is not known yet.'
            : 'Nothing can be held against it: no draft is linked to this post.'}
        </p>
      ) : (
        <table className={styles.mapping}>
          <thead>
            <tr>
              <th scope="col">Of</th>
              <th scope="col">Forecast</th>
              <th scope="col">8 of 10</th>
              <th scope="col">Came</th>
              <th scope="col">That is</th>
            </tr>
          </thead>
          <tbody>
            {judged.map(({ target, label, forecast, outcome, within, model, from }) => {
              const of = (value: number): string =>
                valueText(
                  {
                    unit: target === 'engagementRate' ? 'share' : target === 'revenue' ? 'money' : 'views',
                    currency: null,
                  },
                  value,
                )
              return (
                <tr key={target}>
                  <th scope="row">
                    {label}
                    <span className={styles.second}>
                      {model ?? (from === 'median' ? 'your median' : 'spread of accounts')}
                    </span>
                  </th>
                  <td>{of(forecast.value)}</td>
                  <td>
                    {of(forecast.low80)} to {of(forecast.high80)}
                  </td>
                  <td>{of(outcome)}</td>
                  <td className={styles[hitClass[within]]}>{hitWords[within]}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
      <AfterPublishing postId={row.id} publishedOn={publishedOn} publishedTime={publishedTime} />
    </Dialog>
  )
}
