import type { FeatureMatrix } from './feature-matrix.ts'
import { placedEnds, type IntervalEnds, type IntervalModel } from './interval-model.ts'
import type { Learned } from './learn.ts'
import { fromScale, type TargetScale } from './target-scale.ts'
import type { Adapted, EndMoves } from './time-adaptation.ts'
import { answersOf, type Trees } from './trees/trees.ts'

/** One end of an interval as it is kept: trees and where they begin. */
export interface KeptBound {
  start: number
  trees: Trees
}

export interface KeptInterval {
  share: number
  low: KeptBound
  high: KeptBound
  factor: number
  shift: number
  widening: number
}

/** A trained model: everything that a forecast needs, and nothing else. */
export interface Forecaster {
  scale: TargetScale
  /** The middle of what it was trained on, on the learned scale: the forecast that knows nothing of a post. */
  base: number
  /** What every row gets before its trees are asked, on the learned scale. */
  start: number
  trees: Trees
  /** Wider ones first. */
  intervals: KeptInterval[]
}

/** Forecasts of rows, each in the target's own unit. */
export interface Forecasts {
  prediction: Float64Array
  low50: Float64Array
  high50: Float64Array
  low80: Float64Array
  high80: Float64Array
}

/** @param moves of the ends, where the order of time told any */
export function forecasterOf(
  { location, intervals }: Learned,
  scale: TargetScale,
  moves: Adapted['moves'] | null = null,
): Forecaster {
  const { base, start, trees } = location
  const [wide, narrow] = intervals as [IntervalModel, IntervalModel]
  const kept = [keptInterval(wide, moves?.of80), keptInterval(narrow, moves?.of50)]
  return { scale, base, start, trees, intervals: kept }
}

function keptInterval(interval: IntervalModel, moves: EndMoves = { low: 0, high: 0 }): KeptInterval {
  const { share, low, high, factor, shift, widening, constantHalfWidth } = interval
  const kept = ({ start, trees }: KeptBound): KeptBound => ({ start, trees })
  return {
    ...{ share, factor, low: kept(low), high: kept(high) },
    shift: shift + ((moves.high - moves.low) / 2) * constantHalfWidth,
    widening: widening + ((moves.high + moves.low) / 2) * constantHalfWidth,
  }
}

/** What is expected of rows and how far from it things come, on the learned scale. */
export interface Expected {
  location: Float64Array
  /** Distances from it; wider ones first. */
  ends: IntervalEnds[]
}

/** Asks a model about rows. */
export function expectedOf({ start, trees, intervals }: Forecaster, matrix: FeatureMatrix): Expected {
  return {
    location: answersOf(trees, matrix).map((answer) => start + answer),
    ends: intervals.map((interval): IntervalEnds => {
      const lows = answersOf(interval.low.trees, matrix)
      const highs = answersOf(interval.high.trees, matrix)
      const placed = Array.from(lows, (low, row) =>
        placedEnds(interval, interval.low.start + low, interval.high.start + highs[row]!),
      )
      return {
        low: Float64Array.from(placed, ({ low }) => low),
        high: Float64Array.from(placed, ({ high }) => high),
      }
    }),
  }
}

/**
 * Forecasts rows.
 *
 * @param offsets by row, on the learned scale: what is known of the row's group; none where left out
 */
export function forecast(forecaster: Forecaster, matrix: FeatureMatrix, offsets?: Float64Array): Forecasts {
  const { location, ends } = expectedOf(forecaster, matrix)
  const moved = offsets ? location.map((value, row) => value + offsets[row]!) : location
  return forecastsOf(forecaster.scale, moved, ends)
}

/**
 * Forecasts in the target's unit from what is expected and the distances of the ends.
 *
 * @param ends of the interval of 80 % and of that of 50 %, which lies within
 */
export function forecastsOf(
  scale: TargetScale,
  location: Float64Array,
  ends: readonly IntervalEnds[],
): Forecasts {
  const [wide, narrow] = ends as [IntervalEnds, IntervalEnds]
  const back = (values: Float64Array): Float64Array => values.map((value) => fromScale(scale, value))
  const moved = (distance: Float64Array): Float64Array => location.map((value, row) => value + distance[row]!)
  return {
    prediction: back(location),
    low50: back(moved(narrow.low.map((low, row) => Math.max(low, wide.low[row]!)))),
    high50: back(moved(narrow.high.map((high, row) => Math.min(high, wide.high[row]!)))),
    low80: back(moved(wide.low)),
    high80: back(moved(wide.high)),
  }
}
