import type { Intervals } from '../../../shared/contract/forecasts.ts'
import { expectedQuantile } from '../quantile.ts'
import { studentTQuantile } from './student-t.ts'
import { countsAsPosts, usualGrowth, type Growth } from './usual-growth.ts'
import type { ViewsAtAge } from './view-curve.ts'

/** Under this name these forecasts are kept; another method gets another one. */
export const earlyViewsModel = 'early-views-1'

/** From so many of the account's own posts on the intervals are the quantiles of their growth. */
export const leastForOwnSpread = 20

/** A forecast from early views, and what it rests on. */
export interface EarlyForecast {
  intervals: Intervals
  /** By which its views grow until then, in the middle. */
  growth: number
  from: 'usual-curve' | 'mixed' | 'own-curve'
  ownPosts: number
}

/**
 * What a post comes to, from how often it was seen early: views grow by a factor whose logarithm scatters about that of the
 * account (the log-linear model of Szabo and Huberman 2010, doi 10.1145/1787234.1787254, slope 1).
 *
 * The factor is learned from the account's own posts. The published curve counts as one post more in its middle and as four
 * in its spread (a normal-inverse-gamma prior, so that forecasts follow Student's t); from 20 posts on the intervals are the
 * quantiles of the account's own growth, which hold whatever its shape.
 *
 * @param seen the newest count of the post; at least one view
 * @param usual what is known of that growth without them
 * @param ownGrowth natural logarithms of the growth of the account's own posts from that age to the asked one
 */
export function forecastEarlyViews(
  seen: ViewsAtAge,
  toHours: number,
  ownGrowth: readonly number[],
  usual: Growth = usualGrowth(seen.hours, toHours),
): EarlyForecast {
  const { middle, quantileOf } =
    ownGrowth.length >= leastForOwnSpread ? ownSpread(ownGrowth) : learned(ownGrowth, usual)
  // Views are counted: what was seen isn't taken back.
  const at = (share: number): number => seen.views * Math.exp(Math.max(0, quantileOf(share)))
  return {
    intervals: { value: at(0.5), low50: at(0.25), high50: at(0.75), low80: at(0.1), high80: at(0.9) },
    growth: Math.exp(Math.max(0, middle)),
    from:
      ownGrowth.length === 0 ? 'usual-curve' : ownGrowth.length >= leastForOwnSpread ? 'own-curve' : 'mixed',
    ownPosts: ownGrowth.length,
  }
}

interface Learned {
  middle: number
  quantileOf: (share: number) => number
}

function learned(own: readonly number[], usual: Growth): Learned {
  const { middle, counts } = shrunken(own, usual)
  const mean = own.reduce((sum, one) => sum + one, 0) / Math.max(1, own.length)
  const squares =
    countsAsPosts.spread * usual.spread ** 2 +
    own.reduce((sum, one) => sum + (one - mean) ** 2, 0) +
    (own.length === 0 ? 0 : ((countsAsPosts.middle * own.length) / counts) * (mean - usual.middle) ** 2)
  const freedom = countsAsPosts.spread + own.length
  const scale = Math.sqrt((squares / freedom) * (1 + 1 / counts))
  return { middle, quantileOf: (share) => middle + scale * studentTQuantile(share, freedom) }
}

/** The next post of an account is as likely to lie between two of its own as any of them was. */
function ownSpread(own: readonly number[]): Learned {
  const sorted = own.toSorted((a, b) => a - b)
  const quantileOf = (share: number): number => expectedQuantile(sorted, share)
  return { middle: quantileOf(0.5), quantileOf }
}

function shrunken(own: readonly number[], usual: Growth): { middle: number; counts: number } {
  const counts = countsAsPosts.middle + own.length
  const sum = own.reduce((all, one) => all + one, countsAsPosts.middle * usual.middle)
  return { middle: sum / counts, counts }
}

/** Growth that an account's own posts tell as far as an age, and a published curve from there on. */
export function growthBeyond(own: readonly number[], atHours: number, toHours: number): Growth {
  const after = usualGrowth(atHours, toHours)
  const mean = own.reduce((sum, one) => sum + one, 0) / own.length
  const squares = own.reduce((sum, one) => sum + (one - mean) ** 2, 0)
  return {
    middle: mean + after.middle,
    spread: Math.hypot(after.spread, Math.sqrt(squares / Math.max(1, own.length - 1))),
  }
}
