import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { ViewsAtAge } from '../../shared/contract/early-views.ts'
import { IntervalBar } from '../draft/forecast/interval-bar.tsx'
import { useAnswer } from '../host/use-answer.ts'
import { useAppState } from '../state/app-state-context.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { ErrorSentence } from '../ui/error-sentence.tsx'
import { TextField } from '../ui/text-field.tsx'
import { ageText } from '../ui/wording.ts'
import styles from './history.module.css'

/** The first views of a post, and what they say it comes to: by its own model, beside what was forecast before. */
export function AfterPublishing({
  postId,
  publishedOn,
  publishedTime,
}: {
  postId: string
  publishedOn: string | null
  publishedTime: string | null
}) {
  const { host, perform } = useAppState()
  const [asked, setAsked] = useState(0)
  const [typed, setTyped] = useState({ hours: '', views: '' })
  const { value, error } = useAnswer(`${postId} ${asked}`, (signal) =>
    host.call('postForecast', { postId }, { signal }),
  )
  const hours = Number(typed.hours)
  const views = Number(typed.views.replace(/[,\s]/g, ''))
  const isTold = typed.hours.trim() !== '' && typed.views.trim() !== ''
  const hoursAreWrong = typed.hours.trim() !== '' && !(hours > 0 && hours <= 24 * 60)
  const viewsAreWrong = typed.views.trim() !== '' && !(Number.isInteger(views) && views >= 0)

  async function tell(label: string, counts: readonly ViewsAtAge[]): Promise<void> {
    const before = value?.byHand ?? []
    const call = async (list: readonly ViewsAtAge[]): Promise<void> => {
      await host.call('setEarlyViews', { postId, counts: [...list] })
      setAsked((count) => count + 1)
    }
    await perform({ label, run: () => call(counts), undo: () => call(before) })
  }

  async function add(): Promise<void> {
    if (!isTold || hoursAreWrong || viewsAreWrong) return
    const others = (value?.byHand ?? []).filter((one) => one.hours !== hours)
    setTyped({ hours: '', views: '' })
    await tell(
      'Note first views',
      [...others, { hours, views }].toSorted((a, b) => a.hours - b.hours),
    )
  }

  if (error) return <ErrorSentence error={error} />
  if (!value) return null
  const now = hoursSince(publishedOn, publishedTime)
  return (
    <section aria-label="After publishing">
      <h3 className={styles.heading}>Since it is out</h3>
      {value.targets.map(({ target, label, forecast, says, growth, seen, outcome }) => {
        const before = value.before.find((one) => one.target === target)
        return (
          <div key={target} className={styles.early}>
            <p>
              <b>
                {label}: {whole(forecast.value)}
              </b>{' '}
              <span className={styles.quiet}>
                {growth.toFixed(2)} times the {whole(seen.views)} after {ageText(seen.hours)}, by{' '}
                {value.model}
              </span>
            </p>
            <IntervalBar forecast={forecast} usual={before?.forecast ?? null} isLog />
            <p className={styles.quiet}>
              5 of 10 such posts: {whole(forecast.low50)} to {whole(forecast.high50)} · 8 of 10:{' '}
              {whole(forecast.low80)} to {whole(forecast.high80)}
              {before &&
                ` · before publishing (the mark): ${whole(before.forecast.value)}, ${whole(before.forecast.low80)} to ${whole(before.forecast.high80)}`}
              {outcome && ` · came: ${whole(outcome.value)}`}
            </p>
            <p className={styles.quiet}>{says[0]!.toUpperCase() + says.slice(1)}.</p>
          </div>
        )
      })}
      {value.targets.length > 0 &&
        value.notes.map((note) => (
          <p key={note} className={styles.quiet}>
            {note}
          </p>
        ))}
      {value.targets.length === 0 && (
        <p className={styles.quiet}>
          {value.counts.length === 0
            ? 'Note how often it was seen in its first hours, and it is forecast from that: apart from the forecast before.'
            : 'It has reached the ages that are forecast.'}
        </p>
      )}
      {value.counts.length > 0 && (
        <ul className={styles.counts} aria-label="First views">
          {value.counts.map((count) => {
            const isByHand = value.byHand.some((one) => one.hours === count.hours)
            return (
              <li key={count.hours}>
                {whole(count.views)} after {ageText(count.hours)}
                {isByHand && (
                  <IconButton
                    label={`Forget the count after ${ageText(count.hours)}`}
                    onPress={() =>
                      void tell(
                        'Forget a count',
                        value.byHand.filter((one) => one.hours !== count.hours),
                      )
                    }
                  >
                    <Trash2 />
                  </IconButton>
                )}
              </li>
            )
          })}
        </ul>
      )}
      <div className={styles.tellViews}>
        <TextField
          label="Hours since publishing"
          value={typed.hours}
          placeholder={now === null ? '' : `now ${now}`}
          error={hoursAreWrong ? 'Up to 60 days: 1,440 hours.' : undefined}
          onChange={(text) => setTyped({ ...typed, hours: text })}
          onSubmit={() => void add()}
        />
        <TextField
          label="Views by then"
          value={typed.views}
          error={viewsAreWrong ? 'A whole number.' : undefined}
          onChange={(text) => setTyped({ ...typed, views: text })}
          onSubmit={() => void add()}
        />
        <Button isDisabled={!isTold || hoursAreWrong || viewsAreWrong} onPress={() => void add()}>
          Note them
        </Button>
      </div>
    </section>
  )
}

/** Its age by this computer's clock; null where its time isn't known, or it is older than what counts as first views. */
function hoursSince(on: string | null, time: string | null): number | null {
  if (on === null || time === null) return null
  const hours = (Date.now() - new Date(`${on}T${time}`).getTime()) / 3_600_000
  return hours > 0 && hours < 24 * 60 ? Math.round(hours) : null
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en')
}
