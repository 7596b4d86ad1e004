import type { Mover, TargetForecast } from '../../../shared/contract/forecasts.ts'
import { IntervalBar } from './interval-bar.tsx'
import { percentText, valueText } from './forecast-text.ts'
import styles from './forecast.module.css'

const classWords = {
  low: 'in the lower third of this account',
  medium: 'in the middle third of this account',
  high: 'in the upper third of this account',
}

/** One target: what is expected, how sure that is, and what moves it. @param changed the answer to a what-if */
export function TargetCard({ target, changed }: { target: TargetForecast; changed: TargetForecast | null }) {
  const { label, forecast, says, usual, from, model, movedBy, movedByGroup } = target
  const of = (value: number): string => valueText(target, value)
  const most = Math.max(...movedByGroup.map((one) => Math.abs(weightOf(one))), 1e-9)
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
          {from === 'model' && changed?.forecast && (
            <p className={styles.changed}>
              With that hook: {of(changed.forecast.value)} (
              {difference(changed.forecast.value, forecast.value)}; 8 of 10: {of(changed.forecast.low80)} to{' '}
              {of(changed.forecast.high80)})
            </p>
          )}
        </>
      )}
      <p className={styles.says}>{says[0]!.toUpperCase() + says.slice(1)}.</p>
      {movedByGroup.length > 0 && (
        <ul className={styles.groups} aria-label="What moves it">
          {movedByGroup.map((one) => (
            <li key={one.group}>
              <span>{one.group[0]!.toUpperCase() + one.group.slice(1)}</span>
              <MoveBar share={weightOf(one) / most} />
              <span className={one.moves > 0 ? styles.up : styles.down}>{movedText(one, of)}</span>
            </li>
          ))}
        </ul>
      )}
      {movedBy.length > 0 && (
        <details className={styles.details}>
          <summary>One by one</summary>
          <ul className={styles.movers} aria-label="What moves it, one by one">
            {movedBy.map((mover) => (
              <li key={mover.feature}>
                <span className={mover.moves > 0 ? styles.up : styles.down}>{movedText(mover, of)}</span>
                <span>
                  {mover.about}
                  {mover.value !== null && `: ${mover.value}${mover.unit === null ? '' : ` ${mover.unit}`}`}
                </span>
              </li>
            ))}
          </ul>
        </details>
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

type Moved = Pick<Mover, 'moves' | 'isFactor'>

/** A bar from the middle, to the right where it moves up; factors as long as they add up. */
function MoveBar({ share }: { share: number }) {
  const width = 50 * Math.abs(share)
  return (
    <svg className={share > 0 ? styles.moveUp : styles.moveDown} aria-hidden>
      <rect x={`${share > 0 ? 50 : 50 - width}%`} width={`${width}%`} height="100%" rx="2" />
      <line x1="50%" x2="50%" y1="0" y2="100%" />
    </svg>
  )
}

function weightOf({ moves, isFactor }: Moved): number {
  return isFactor ? Math.log1p(moves) : moves
}

/** `+12 %` of what it would be otherwise. */
function difference(now: number, before: number): string {
  if (before === 0) return 'as it is'
  const share = now / before - 1
  return Math.abs(share) < 0.005 ? 'no change' : `${share > 0 ? '+' : '−'}${percentText(Math.abs(share))}`
}

function movedText({ moves, isFactor }: Moved, of: (value: number) => string): string {
  const sign = moves > 0 ? '+' : '−'
  return `${sign}${isFactor ? percentText(Math.abs(moves)) : of(Math.abs(moves))}`
}
