import { median } from './quantile.ts'

/** What is known of a group beyond its features: by how much its posts lie above what was expected, on the learned scale. */
export interface GroupEffects {
  [group: string]: number
}

/**
 * The middle of each group's held-out residuals, shrunk toward 0 by how few posts it has: n / (n + k), where k is the variance within
 * groups over that between them (an empirical Bayes estimate; Efron and Morris 1975).
 *
 * @param residual by row: what came less what was expected by models that had not seen the group
 * @param groups by row, the place in `names`; −1 where it is unknown
 */
export function groupEffects(
  residual: Float64Array,
  groups: Int32Array,
  rows: Int32Array,
  names: readonly string[],
): GroupEffects {
  const byGroup = new Map<number, number[]>()
  for (const row of rows) {
    const group = groups[row]!
    if (group < 0) continue
    const own = byGroup.get(group)
    if (own) own.push(residual[row]!)
    else byGroup.set(group, [residual[row]!])
  }
  const posts = within(byGroup)
  if (!(posts < Infinity)) return {}
  return Object.fromEntries(
    [...byGroup]
      .filter(([, values]) => values.length > 1)
      .map(([group, values]) => [names[group]!, median(values) * (values.length / (values.length + posts))]),
  )
}

/** Variance within groups over that between them, by the method of moments; Infinity where groups do not differ. */
function within(byGroup: Map<number, number[]>): number {
  const groups = [...byGroup.values()]
  const count = groups.reduce((sum, values) => sum + values.length, 0)
  if (groups.length < 2 || count === groups.length) return Infinity
  const meanOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length
  const grand = meanOf(groups.flat())
  let inside = 0
  let between = 0
  let squares = 0
  for (const values of groups) {
    const mean = meanOf(values)
    for (const value of values) inside += (value - mean) ** 2
    between += values.length * (mean - grand) ** 2
    squares += values.length ** 2
  }
  const insideVariance = inside / (count - groups.length)
  const perGroup = (count - squares / count) / (groups.length - 1)
  const betweenVariance = (between / (groups.length - 1) - insideVariance) / perGroup
  return betweenVariance > 0 ? insideVariance / betweenVariance : Infinity
}
