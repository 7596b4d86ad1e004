import type { Mover, TargetForecast } from '../../../shared/contract/forecasts.ts'
import { IntervalBar } from './interval-bar.tsx'
import { percentText, valueText } from './forecast-text.ts'
import styles from './forecast.module.css'

const classWords = {
  low: 'in the lower third of this account',
  medium: 'in the middle third of this account',
  high: 'in the upper third of this account',
}
const moversShown = 4

/** One target: what is expected, how sure that is, and what moves it. @param changed the answer to a what-if */
export function TargetCard({ target, changed }: { target: TargetForecast; changed: TargetForecast | null }) {
  const { label, forecast, says, usual, from, model, movedBy } = target
  const of = (value: number): string => valueText(target, value)
  return (
    <section className={styles.card} aria-label={label}>
      <h2 className={styles.label}>{label}</h2>
      {forecast && (
        <>
          <p className={styles.value}>
            {of(forecast.value)}
            {target.class && <span className={styles.class}> {classWords[target.class]}</span>}
          </p>
          <IntervalBar
            forecast={forecast}
            usual={from === 'model' ? usual : null}
            isLog={target.unit !== 'share'}
          />
          <p className={styles.quiet}>
            5 of 10 such posts: {of(forecast.low50)} to {of(forecast.high50)} · 8 of 10: {of(forecast.low80)}{' '}
            to {of(forecast.high80)}
          </p>
          {from === 'model' && usual && (
            <p className={styles.quiet}>The account’s usual (the mark): {of(usual.value)}</p>
          )}
          {changed?.forecast && (
            <p className={styles.changed}>
              With the best hook: {of(changed.forecast.value)} ({of(changed.forecast.low80)} to{' '}
              {of(changed.forecast.high80)})
            </p>
          )}
        </>
      )}
      <p className={styles.says}>{says[0]!.toUpperCase() + says.slice(1)}.</p>
      {movedBy.length > 0 && (
        <ul className={styles.movers} aria-label="What moves it">
          {movedBy.slice(0, moversShown).map((mover) => (
            <li key={mover.feature}>
              <span className={mover.moves > 0 ? styles.up : styles.down}>{movedText(mover, of)}</span>
              <span>
                {mover.about}
                {mover.value !== null && `: ${mover.value}${mover.unit === null ? '' : ` ${mover.unit}`}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      {model && (
        <p className={styles.quiet}>
          {model.id} on {model.heldOut.rows}{' '}
          {model.heldOut.order === 'time'
            ? 'later posts that it had not seen'
            : 'posts held out at random, which flatters'}
          : mean error {of(model.heldOut.mae)}, your median’s {of(model.heldOut.medianMae)}; its intervals of
          80 % held {percentText(model.heldOut.coverage80)}.
        </p>
      )}
    </section>
  )
}

function movedText({ moves, isFactor }: Mover, of: (value: number) => string): string {
  const sign = moves > 0 ? '+' : '−'
  return `${sign}${isFactor ? percentText(Math.abs(moves)) : of(Math.abs(moves))}`
}
