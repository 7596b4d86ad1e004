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
  const { binned, rows, asked, target, groups, folds, settings, monotone, kind } = task
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
  const none = new Float64Array(rows.length)
  const combination = combine(
    of(target).map((value) => value - mean),
    kind === 'boosting' || kind === 'combination' ? of(boosting) : none,
    kind === 'forest' || kind === 'combination' ? of(trees) : none,
  )
  const start = middle + combination.trust * (mean - middle)
  const answers = new Float64Array(binned.rows)
  for (const some of [rows, asked]) {
    for (const row of some) {
      answers[row] = start + combination.boosting * boosting[row]! + combination.forest * trees[row]!
    }
  }
  const parts = [
    ...boosted.map((one) => ({ trees: one.trees, weight: combination.boosting / boosted.length })),
    { trees: forest.trees, weight: combination.forest },
  ]
  return {
    base: middle,
    start,
    trees: joinTrees(parts.filter(({ weight }) => weight > 0)),
    unweighed: joinTrees([
      ...boosted.map((one) => ({ trees: one.trees, weight: 0.5 / boosted.length })),
      { trees: forest.trees, weight: 0.5 },
    ]),
    combination,
    answers,
  }
}
