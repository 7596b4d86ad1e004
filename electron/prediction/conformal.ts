/**
 * How far an interval must be widened so that it covers a share of new rows: the ⌈(n + 1) share⌉-th smallest score of held-out
 * rows (Romano, Patterson and Candès 2019, equation 8). Below 0 the interval is too wide and shrinks.
 *
 * @param low, high ends by row, from models that have not seen the row's group
 */
export function conformalWidening(
  actual: Float64Array,
  low: Float64Array,
  high: Float64Array,
  share: number,
): number {
  const scores = actual.map((value, i) => Math.max(low[i]! - value, value - high[i]!)).sort()
  const place = Math.ceil((scores.length + 1) * share)
  return scores[Math.min(place, scores.length) - 1]!
}
