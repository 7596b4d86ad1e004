import type { Intervals } from '../../../shared/contract/forecasts.ts'
import styles from './forecast.module.css'

/** The intervals as bars within each other, the forecast as a line, the account's usual as a mark below. */
export function IntervalBar({
  forecast,
  usual,
  isLog,
}: {
  forecast: Intervals
  usual: Intervals | null
  /** Factors are as long as one another, as views differ by factors. */
  isLog: boolean
}) {
  const scale = (value: number): number => (isLog ? Math.log1p(Math.max(0, value)) : value)
  const shown = [forecast.low80, forecast.high80, ...(usual ? [usual.value] : [])].map(scale)
  const least = Math.min(...shown)
  const span = Math.max(...shown) - least || 1
  const at = (value: number): number => 4 + (92 * (scale(value) - least)) / span
  const bar = (low: number, high: number): { x: string; width: string } => ({
    x: `${at(low)}%`,
    width: `${Math.max(0.5, at(high) - at(low))}%`,
  })
  return (
    <svg className={styles.bar} aria-hidden>
      <rect className={styles.bar80} {...bar(forecast.low80, forecast.high80)} y="8" height="8" rx="2" />
      <rect className={styles.bar50} {...bar(forecast.low50, forecast.high50)} y="5" height="14" rx="2" />
      <line
        className={styles.line}
        x1={`${at(forecast.value)}%`}
        x2={`${at(forecast.value)}%`}
        y1="2"
        y2="22"
      />
      {usual && <circle className={styles.usual} cx={`${at(usual.value)}%`} cy="12" r="4" />}
    </svg>
  )
}
