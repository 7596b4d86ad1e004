import curve from '../../../resources/forecast/growth-curve.json' with { type: 'json' }

/** Growth between two ages, on the natural logarithm of the factor. */
export interface Growth {
  middle: number
  /** Standard deviation of one post's about it. */
  spread: number
}

export const growthSource = curve.source
export const { countsAsPosts } = curve

/**
 * What is known of growth without an account's own posts: the published curve between two ages, on logarithmic scales, and a
 * spread that widens with the time that is bridged. `resources/forecast/growth-curve.json` has its source.
 */
export function usualGrowth(fromHours: number, toHours: number): Growth {
  const ratio = Math.log(toHours / fromHours)
  return {
    middle: logShareAt(toHours) - logShareAt(fromHours),
    spread: curve.spreadOfOnePost * Math.sqrt(ratio),
  }
}

/** Between the published ages straight on logarithmic scales; before the first as between the first two. */
function logShareAt(hours: number): number {
  const { shares } = curve
  const next = shares.findIndex((one) => one.hours >= hours)
  const at = Math.max(1, next === -1 ? shares.length - 1 : next)
  const low = shares[at - 1]!
  const high = shares[at]!
  const part = Math.log(hours / low.hours) / Math.log(high.hours / low.hours)
  return Math.log(low.share) + Math.min(part, 1) * Math.log(high.share / low.share)
}
