/** From this index on a feature is taken to have shifted (Siddiqi 2006, Credit Risk Scorecards: 0.1 some, 0.25 much). */
export const muchShift = 0.25
const parts = 10
/** An empty part counts as this share, so that the logarithm stays finite. */
const leastShare = 1e-4

/**
 * Population stability index: Σ (actual − expected) ln(actual / expected) over shares of parts.
 *
 * @param expected, actual shares of the same parts, each adding up to 1
 */
export function stabilityIndex(expected: readonly number[], actual: readonly number[]): number {
  return expected.reduce((sum, share, i) => {
    const before = Math.max(share, leastShare)
    const now = Math.max(actual[i]!, leastShare)
    return sum + (now - before) * Math.log(now / before)
  }, 0)
}

/**
 * How much a feature has shifted between two sets of posts: the index over tenths of the earlier values, and one more part for
 * missing ones. Few posts shift by chance: with n and m posts in k parts the index is about (k − 1)(1/n + 1/m) without any
 * shift (Yurdakul 2018), which is taken off.
 *
 * @param before, now values; NaN where missing
 */
export function featureShift(before: readonly number[], now: readonly number[]): number {
  const known = before.filter((value) => !Number.isNaN(value)).toSorted((a, b) => a - b)
  const edges = [
    ...new Set(
      Array.from({ length: parts - 1 }, (_, i) => known[Math.floor(((i + 1) * known.length) / parts)]).filter(
        (edge) => edge !== undefined,
      ),
    ),
  ]
  const expected = sharesOf(before, edges)
  const actual = sharesOf(now, edges)
  const used = expected.filter((share, i) => share > 0 || actual[i]! > 0).length
  const byChance = (used - 1) * (1 / before.length + 1 / now.length)
  return Math.max(0, stabilityIndex(expected, actual) - byChance)
}

/** Shares of values below each edge, above the last, and missing. */
function sharesOf(values: readonly number[], edges: readonly number[]): number[] {
  const counts = new Array<number>(edges.length + 2).fill(0)
  for (const value of values) {
    if (Number.isNaN(value)) counts[edges.length + 1]!++
    else {
      const part = edges.findIndex((edge) => value < edge)
      counts[part < 0 ? edges.length : part]!++
    }
  }
  return counts.map((count) => count / values.length)
}
