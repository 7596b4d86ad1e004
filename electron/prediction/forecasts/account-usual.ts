import spread from '../../../resources/forecast/account-spread.json' with { type: 'json' }
import type { Intervals, TargetForecast } from '../../../shared/contract/forecasts.ts'
import { leastPosts } from '../learn.ts'
import { expectedQuantile, median } from '../quantile.ts'

/** Quantiles of the standard normal distribution for the upper ends of intervals of 50 % and 80 %. */
const normalEnds = { of50: 0.674_489_750_196_081_7, of80: 1.281_551_565_544_600_4 }
/** From as many posts on (nine would do) the ends of 80 % lie within what was seen. */
const leastForOwnEnds = leastPosts

/** How far views of one account lie apart: intervals run from the usual divided by the factor to the usual times it. */
export const spreadFactors = {
  of50: 2 ** (normalEnds.of50 * spread.log2StandardDeviation),
  of80: 2 ** (normalEnds.of80 * spread.log2StandardDeviation),
}
export const spreadSource = spread.source
export const spreadFactorEitherWay = spread.factorEitherWay

/** What the account-relative spread says around an account's median. */
export function spreadAround(middle: number): Intervals {
  const { of50, of80 } = spreadFactors
  return {
    value: middle,
    low50: middle / of50,
    high50: middle * of50,
    low80: middle / of80,
    high80: middle * of80,
  }
}

/**
 * What the posts of an account came to. From ten posts on the ends are those of its own posts: the k-th of n outcomes is
 * exceeded by the next with probability 1 − k / (n + 1), so the interval holds the next one as often as it says. Below,
 * views get the account-relative spread around the median; of anything else too little is known.
 */
export function accountUsual(
  outcomes: readonly number[],
  unit: TargetForecast['unit'],
): TargetForecast['usual'] {
  const posts = outcomes.length
  if (posts === 0) return null
  if (posts < leastForOwnEnds) return unit === 'views' ? { ...spreadAround(median(outcomes)), posts } : null
  const sorted = outcomes.toSorted((a, b) => a - b)
  const at = (share: number): number => expectedQuantile(sorted, share)
  return { value: at(0.5), low50: at(0.25), high50: at(0.75), low80: at(0.1), high80: at(0.9), posts }
}
