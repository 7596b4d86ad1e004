/** How often a post was seen at an age of it. */
export interface ViewsAtAge {
  hours: number
  views: number
}

/** One moment alone stands for ages so near to it, as a factor. */
const sameAgeFactor = 1.1

/**
 * Views of a post at an age: as seen there, or between two moments around it, straight on logarithmic scales, as views grow
 * by factors.
 *
 * @param curve in any order
 * @param within the moments lie at most so far from that age, as a factor
 * @returns null where nothing was seen near enough
 */
export function viewsAtAge(curve: readonly ViewsAtAge[], hours: number, within: number): number | null {
  const seen = curve.filter(({ views }) => views > 0).toSorted((a, b) => a.hours - b.hours)
  const before = seen.findLast((one) => one.hours <= hours && one.hours * within >= hours)
  const after = seen.find((one) => one.hours >= hours && one.hours <= hours * within)
  if (before && after) {
    if (before.hours === after.hours) return before.views
    const part = Math.log(hours / before.hours) / Math.log(after.hours / before.hours)
    return Math.exp(Math.log(before.views) + part * Math.log(after.views / before.views))
  }
  const lone = before ?? after
  if (!lone) return null
  const off = Math.max(lone.hours / hours, hours / lone.hours)
  return off <= sameAgeFactor ? lone.views : null
}
