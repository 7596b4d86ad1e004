import { meanWidth } from './accuracy.ts'
import { conformalWidening } from './conformal.ts'
import type { Fold } from './folds.ts'
import type { BinnedMatrix } from './trees/binning.ts'
import { boost, usualBoosting, type BoostingOptions } from './trees/boosting.ts'
import { joinTrees, type Trees } from './trees/trees.ts'

export interface IntervalTask {
  binned: BinnedMatrix
  /** By row: what came less what was expected by a model that had not seen the row's group. */
  residual: Float64Array
  rows: Int32Array
  /** Of the training rows, by groups: each is held out once to calibrate. */
  folds: readonly Fold[]
  asked: Int32Array
  seed: number
}

/** One end of an interval, as a distance from what is expected. */
export interface Bound {
  share: number
  start: number
  trees: Trees
}

export const intervalShares = [0.8, 0.5] as const

export interface IntervalEnds {
  low: Float64Array
  high: Float64Array
}

/** An interval that holds a share of what comes. */
export interface IntervalModel {
  share: number
  low: Bound
  high: Bound
  /** How much of the bounds' differences between rows counts: 0 makes all intervals of the same width. */
  factor: number
  /** By how much both ends are moved upward: of a skewed residual the shortest interval lies off its middle. */
  shift: number
  /** By how much both ends are then moved outward, from held-out groups. */
  widening: number
  /** By row, of asked rows: distances from what is expected. */
  answers: IntervalEnds
  /** What an interval of the same width everywhere needs on either side. */
  constantHalfWidth: number
}

/** With fewer rows the quantiles of all residuals are taken for every row. */
const leastRowsForTrees = 120
const leastRowsToTune = 400
/** Of more rows half the trees, with steps twice as large, do. */
const manyRows = 20_000

/**
 * Conformalised quantile regression (Romano, Patterson and Candès 2019): quantiles of the residual are boosted on all but one part of
 * the groups, and the part left out says how much they must be widened; so for every part, and the bounds are averaged. Which
 * nominal quantiles give the shortest intervals is tuned on the same parts, as the paper advises (its section 5).
 */
export function learnIntervals(task: IntervalTask): IntervalModel[] {
  return intervalShares.map((share) => learnInterval(task, share))
}

function learnInterval(task: IntervalTask, share: number): IntervalModel {
  const { residual, rows, asked } = task
  const low = learnBound(task, (1 - share) / 2)
  const high = learnBound(task, (1 + share) / 2)
  const of = (values: Float64Array): Float64Array => Float64Array.from(rows, (row) => values[row]!)
  const actual = of(residual)
  const none = new Float64Array(rows.length)
  const constantHalfWidth = conformalWidening(actual, none, none, share)
  const placing = shortest(actual, of(low.answers), of(high.answers), share, constantHalfWidth)
  const answers: IntervalEnds = {
    low: new Float64Array(low.answers.length),
    high: new Float64Array(low.answers.length),
  }
  for (const row of asked) {
    const ends = placedEnds(placing, low.answers[row]!, high.answers[row]!)
    answers.low[row] = ends.low
    answers.high[row] = ends.high
  }
  return { share, low: low.bound, high: high.bound, ...placing, answers, constantHalfWidth }
}

type Placing = Pick<IntervalModel, 'factor' | 'shift' | 'widening'>

/** The ends of an interval from the bounds' answers to a row, as distances from what is expected. */
export function placedEnds(
  { factor, shift, widening }: Placing,
  low: number,
  high: number,
): { low: number; high: number } {
  const from = shift + factor * low - widening
  const to = shift + factor * high + widening
  return from <= to ? { low: from, high: to } : { low: (from + to) / 2, high: (from + to) / 2 }
}

/** Of the ways to place intervals that cover their share of held-out rows, the one with the least mean width. */
function shortest(
  actual: Float64Array,
  low: Float64Array,
  high: Float64Array,
  share: number,
  halfWidth: number,
): Placing {
  let best: Placing = { factor: 0, shift: 0, widening: halfWidth }
  let least = Infinity
  // Of few rows the shortest of many ways would be so by chance, and would not cover what it should.
  const isTuned = actual.length >= leastRowsToTune
  for (const factor of isTuned ? [0, 0.5, 1, 1.5] : [1]) {
    for (const step of isTuned ? [-2, -1, 0, 1, 2] : [0]) {
      const shift = step * 0.1 * halfWidth
      const lows = low.map((value) => shift + factor * value)
      const highs = high.map((value) => shift + factor * value)
      const widening = conformalWidening(actual, lows, highs, share)
      const width = meanWidth(lows, highs) + 2 * widening
      if (width >= least) continue
      least = width
      best = { factor, shift, widening }
    }
  }
  return best
}

/** @returns also its answers: of training rows from models that have not seen their group */
function learnBound(
  { binned, residual, rows, folds, asked, seed }: IntervalTask,
  share: number,
): { bound: Bound; answers: Float64Array } {
  const isLong = rows.length > manyRows
  const options: BoostingOptions = {
    ...usualBoosting,
    loss: { kind: 'quantile', share },
    trees: rows.length < leastRowsForTrees ? 0 : isLong ? 25 : 50,
    learningRate: isLong ? 0.2 : 0.1,
    mostDepth: 2,
    mostLeaves: 4,
    leastRows: Math.max(20, Math.floor(rows.length / 40)),
    columnShare: 0.5,
    rowShare: 0.7,
    l2: 0,
  }
  const answers = new Float64Array(binned.rows)
  const models = folds.map(({ training, held }, fold) => {
    const model = boost({
      binned,
      monotone: [],
      rows: training,
      asked: Int32Array.from([...held, ...asked]),
      watched: new Int32Array(),
      target: residual,
      options: { ...options, seed: seed + fold },
    })
    for (const row of held) answers[row] = model.scores[row]!
    for (const row of asked) answers[row]! += model.scores[row]! / folds.length
    return model
  })
  return {
    bound: {
      share,
      start: models.reduce((sum, { start }) => sum + start / models.length, 0),
      trees: joinTrees(models.map(({ trees }) => ({ trees, weight: 1 / models.length }))),
    },
    answers,
  }
}
