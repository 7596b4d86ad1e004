import type { ForecastTarget, Intervals } from '../../shared/contract/forecasts.ts'
import { outcomeText } from './scope-words.ts'
import styles from './models.module.css'

/** Of a row of forecasts: what was forecast, its interval, what came, and whether the interval held it. */
export function ForecastCells({
  target,
  forecast,
  outcome,
}: {
  target: ForecastTarget
  forecast: Intervals
  /** null: it has not come yet. */
  outcome: { value: number; seenOn: string } | null
}) {
  return (
    <>
      <td>{outcomeText(target, forecast.value)}</td>
      <td>
        {outcomeText(target, forecast.low80)} to {outcomeText(target, forecast.high80)}
      </td>
      <td>{outcome ? <Came target={target} {...outcome} /> : 'not yet'}</td>
      <td>{outcome ? <Hit forecast={forecast} outcome={outcome.value} /> : '–'}</td>
    </>
  )
}

/** Whether the intervals of a forecast held what came, and by which factor it was off. */
export function Hit({ forecast, outcome }: { forecast: Intervals; outcome: number }) {
  const { value, low50, high50, low80, high80 } = forecast
  const isIn80 = outcome >= low80 && outcome <= high80
  const words =
    outcome >= low50 && outcome <= high50 ? 'within 5 of 10' : isIn80 ? 'within 8 of 10' : 'outside'
  const off = value === 0 ? null : outcome / value
  return (
    <span className={isIn80 ? styles.hit : styles.missed}>
      {words}
      {off !== null && `, ${off.toFixed(off < 10 ? 2 : 0)} ×`}
    </span>
  )
}

/** What came, and when it was seen. */
function Came({ target, value, seenOn }: { target: ForecastTarget; value: number; seenOn: string }) {
  return (
    <>
      {outcomeText(target, value)} <span className={styles.quiet}>{seenOn}</span>
    </>
  )
}
