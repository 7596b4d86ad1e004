import type { Validation } from './cross-validation.ts'
import type { Forecasts } from './forecaster.ts'
import { fromScale, toScale, type TargetScale } from './target-scale.ts'

/** By how much the ends of an interval are moved outward, in half widths of the interval that is as wide for every row. */
export interface EndMoves {
  low: number
  high: number
}

/** Intervals that follow a channel that changes. */
export interface Adapted {
  /** The same, with the ends that would have been told at the time of each row. */
  validation: Validation
  /** Where the moves stand after the last row. */
  moves: { of80: EndMoves; of50: EndMoves }
}

/** By how much a miss at one end moves it: large follows fast, small trembles little. */
const step = 0.15
const levels = [
  { tail: 0.1, low: 'low80', high: 'high80', moves: 'of80' },
  { tail: 0.25, low: 'low50', high: 'high50', moves: 'of50' },
] as const

/**
 * Moves the ends of intervals by what came of earlier posts: outward when an outcome lies beyond an end, a little inward when it does
 * not, each end by itself, so that in the long run each is passed by its share whatever the channel does (adaptive conformal inference,
 * Gibbs and Candès 2021; on the ends themselves, as Angelopoulos, Candès and Tibshirani 2023 do, where the moves stay finite).
 *
 * @param past what models said of rows that came after those they were trained on
 * @param times by row, milliseconds
 * @param lagMs after a row's time its outcome is known; those of one time don't know of each other
 */
export function adaptInTime(
  past: Validation,
  target: Float64Array,
  times: Float64Array,
  scale: TargetScale,
  lagMs: number,
): Adapted {
  const { constant } = past
  const forecasts: Forecasts = { ...past.forecasts }
  const ordered = past.rows.toSorted((a, b) => times[a]! - times[b]! || a - b)
  const moves = { of80: { low: 0, high: 0 }, of50: { low: 0, high: 0 } }
  for (const { tail, low, high, moves: name } of levels) {
    const own = moves[name]
    const lows = (forecasts[low] = past.forecasts[low].slice())
    const highs = (forecasts[high] = past.forecasts[high].slice())
    let known = 0
    const learnUntil = (time: number): void => {
      for (; known < ordered.length && times[ordered[known]!]! + lagMs < time; known++) {
        const row = ordered[known]!
        own.low += step * ((target[row]! < lows[row]! ? 1 : 0) - tail)
        own.high += step * ((target[row]! > highs[row]! ? 1 : 0) - tail)
      }
    }
    for (const row of ordered) {
      learnUntil(times[row]!)
      const unit = (toScale(scale, constant[high][row]!) - toScale(scale, constant[low][row]!)) / 2
      const from = toScale(scale, past.forecasts[low][row]!) - own.low * unit
      const to = toScale(scale, past.forecasts[high][row]!) + own.high * unit
      lows[row] = fromScale(scale, Math.min(from, (from + to) / 2))
      highs[row] = fromScale(scale, Math.max(to, (from + to) / 2))
    }
    learnUntil(Infinity)
  }
  keepWithin(forecasts, ordered)
  return { validation: { ...past, forecasts }, moves }
}

/** The interval of 50 % lies within that of 80 %. */
function keepWithin({ low50, high50, low80, high80 }: Forecasts, rows: Int32Array): void {
  for (const row of rows) {
    low50[row] = Math.min(Math.max(low50[row]!, low80[row]!), high80[row]!)
    high50[row] = Math.max(Math.min(high50[row]!, high80[row]!), low50[row])
  }
}
