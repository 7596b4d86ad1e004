import type { Fold } from './folds.ts'
import type { HyperParameters } from './hyper-parameters.ts'
import { median } from './quantile.ts'
import { combine, type Combination } from './stacking.ts'
import type { BinnedMatrix } from './trees/binning.ts'
import { boost } from './trees/boosting.ts'
import { growForest } from './trees/forest.ts'
import { joinTrees, type Trees } from './trees/trees.ts'

export interface LocationTask {
  binned: BinnedMatrix
  monotone: readonly number[]
  /** By row, on the learned scale. */
  target: Float64Array
  groups: Int32Array
  /** Training rows. */
  rows: Int32Array
  /** Of the training rows, by groups: each part of boosting is trained without one of them. */
  folds: readonly Fold[]
  /** Rows that were not trained on. */
  asked: Int32Array
  settings: HyperParameters
  kind: ModelKind
  /** What posts of other platforms tell of each row, in spreads of its account, and the trees that say so. */
  borrowed: { trees: Trees; answers: Float64Array } | null
}

/** What a model is made of; `base` is the middle alone. */
export const modelKinds = ['boosting', 'forest', 'combination', 'base'] as const
export type ModelKind = (typeof modelKinds)[number]

/** What is expected of a row: the base and what trees add to it. */
export interface LocationModel {
  /** The middle of the training rows: the forecast without any feature. */
  base: number
  /** What every row gets before its trees are asked. */
  start: number
  trees: Trees
  /** Both parts at half their weight, for what features are worth where all are drawn back to the base. */
  unweighed: Trees
  combination: Combination
  /** By row: of training rows from models that have not seen their group, of asked rows from the whole model. */
  answers: Float64Array
}

/**
 * Learns an ensemble: boosting, as many models as there are folds, each stopped by its own held-out groups, and a forest; weighed by
 * how well they did on groups that they had not seen, and drawn toward the base where that may be chance.
 */
export function learnLocation(task: LocationTask): LocationModel {
  const { binned, rows, asked, groups, folds, settings, monotone, kind } = task
  const { target, ofBorrowed, lent } = withoutBorrowed(task)
  const middle = median(Float64Array.from(rows, (row) => target[row]!))
  let mean = 0
  for (const row of rows) mean += target[row]! / rows.length

  const boosted = folds.map(({ training, held }, fold) =>
    boost({
      binned,
      monotone,
      rows: training,
      asked: Int32Array.from([...held, ...asked]),
      watched: held,
      target,
      options: { ...settings.boosting, seed: settings.boosting.seed + fold },
    }),
  )
  const forest = growForest({ binned, monotone, rows, asked, groups, target, options: settings.forest })

  const boosting = new Float64Array(binned.rows)
  boosted.forEach(({ scores, start }, fold) => {
    for (const row of folds[fold]!.held) boosting[row] = scores[row]! - start
    for (const row of asked) boosting[row]! += (scores[row]! - start) / boosted.length
  })
  const trees = forest.outOfBag.map((answer) => answer - forest.start)
  const of = (values: Float64Array): Float64Array => Float64Array.from(rows, (row) => values[row]!)
  const has = (part: ModelKind): boolean => kind === part || kind === 'combination'
  const parts = [
    { said: boosting, isIn: has('boosting') },
    { said: trees, isIn: has('forest') },
  ]
  const { weights, trust } = combine(
    of(target).map((value) => value - mean),
    parts.map(({ said, isIn }) => (isIn ? of(said) : new Float64Array(rows.length))),
  )
  const [ofBoosting, ofForest] = weights as [number, number]
  const combination = { boosting: ofBoosting, forest: ofForest, borrowed: ofBorrowed, trust }
  const start = middle + combination.trust * (mean - middle)
  const answers = new Float64Array(binned.rows)
  for (const some of [rows, asked]) {
    for (const row of some) {
      answers[row] = parts.reduce((sum, { said }, i) => sum + weights[i]! * said[row]!, start + lent[row]!)
    }
  }
  const weighed = [
    ...boosted.map((one) => ({ trees: one.trees, weight: combination.boosting / boosted.length })),
    { trees: forest.trees, weight: combination.forest },
    ...(task.borrowed ? [{ trees: task.borrowed.trees, weight: combination.borrowed }] : []),
  ]
  return {
    base: middle,
    start,
    trees: joinTrees(weighed.filter(({ weight }) => weight > 0)),
    unweighed: joinTrees([
      ...boosted.map((one) => ({ trees: one.trees, weight: 0.5 / boosted.length })),
      { trees: forest.trees, weight: 0.5 },
      ...(task.borrowed ? [{ trees: task.borrowed.trees, weight: combination.borrowed }] : []),
    ]),
    combination,
    answers,
  }
}

/**
 * What other platforms tell is taken first, as far as the training rows, which it has not seen, bear it out; what is left is for the
 * trees of one's own.
 */
function withoutBorrowed({ borrowed, target, rows, kind }: LocationTask): {
  target: Float64Array
  ofBorrowed: number
  /** By row. */
  lent: Float64Array
} {
  if (!borrowed || kind !== 'combination') {
    return { target, ofBorrowed: 0, lent: new Float64Array(target.length) }
  }
  const about = (values: Float64Array): Float64Array => {
    const own = Float64Array.from(rows, (row) => values[row]!)
    const mean = own.reduce((sum, value) => sum + value, 0) / own.length
    return own.map((value) => value - mean)
  }
  const [ofBorrowed] = combine(about(target), [about(borrowed.answers)], Infinity).weights as [number]
  const lent = borrowed.answers.map((answer) => ofBorrowed * answer)
  return { target: target.map((value, row) => value - lent[row]!), ofBorrowed, lent }
}
