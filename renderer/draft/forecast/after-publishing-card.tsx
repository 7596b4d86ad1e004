import type { EarlyForecast } from '../../../shared/contract/early-views.ts'
import { goTo } from '../../route.ts'
import { Button } from '../../ui/button.tsx'
import { ageText } from '../../ui/wording.ts'
import { IntervalBar } from './interval-bar.tsx'
import styles from './forecast.module.css'

/** What the post that the draft became comes to, from its first views: apart from what was forecast of the draft. */
export function AfterPublishingCard({ forecast }: { forecast: EarlyForecast }) {
  return (
    <section className={styles.card} aria-label="Since it is out">
      <h2 className={styles.label}>Since it is out, by {forecast.model}</h2>
      {forecast.targets.map(
        ({ target, label, seen, growth, says, outcome, forecast: { value, ...ends } }) => (
          <div key={target}>
            <p className={styles.value}>
              {whole(value)} <span className={styles.class}>{label.toLowerCase()}</span>
            </p>
            <IntervalBar forecast={{ value, ...ends }} usual={null} isLog />
            <p className={styles.quiet}>
              {growth.toFixed(2)} times the {whole(seen.views)} after {ageText(seen.hours)} · 5 of 10:{' '}
              {whole(ends.low50)} to {whole(ends.high50)} · 8 of 10: {whole(ends.low80)} to{' '}
              {whole(ends.high80)}
              {outcome && ` · came: ${whole(outcome.value)}`}
            </p>
            <p className={styles.quiet}>{says[0]!.toUpperCase() + says.slice(1)}.</p>
          </div>
        ),
      )}
      {forecast.notes.map((note) => (
        <p key={note} className={styles.quiet}>
          {note}
        </p>
      ))}
      <div>
        <Button onPress={() => goTo({ screen: 'history' })}>Note more views in the history</Button>
      </div>
    </section>
  )
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en')
}
