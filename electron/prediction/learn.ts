import type { FeatureMatrix } from './feature-matrix.ts'
import { foldsOf, groupFolds, type Fold } from './folds.ts'
import { searchHyperParameters, type HyperParameters } from './hyper-parameters.ts'
import { learnIntervals, type IntervalModel } from './interval-model.ts'
import { learnLocation, type LocationModel, type ModelKind } from './location-model.ts'
import { binRows, chooseBins } from './trees/binning.ts'
import { answersOf, type Trees } from './trees/trees.ts'

export interface LearningTask {
  matrix: FeatureMatrix
  /** By row, on the learned scale. */
  target: Float64Array
  /** By row: rows of one group are never split between training and calibration. */
  groups: Int32Array
  /** Training rows. */
  rows: Int32Array
  /** Rows that are answered without being trained on. */
  asked: Int32Array
  /** How many settings are tried. */
  candidates: number
  seed: number
  /** What it is made of; all where left out. */
  kind?: ModelKind
  /** What posts of other platforms tell, in spreads of an account from its middle. */
  borrowed?: Trees | null
}

export interface Learned {
  location: LocationModel
  intervals: IntervalModel[]
  settings: HyperParameters
}

/** With fewer posts nothing is learned. */
export const leastPosts = 10
const manyRows = 20_000

/** Learns what is expected, and how far from it things come, from some rows; everything else is held out of it. */
export function learn(task: LearningTask): Learned {
  const { matrix, target, groups, rows, asked, candidates, seed, kind = 'combination' } = task
  const binned = binRows(matrix, chooseBins(matrix, rows, rows.length > manyRows ? 254 : 64))
  const monotone = matrix.features.map((feature) => feature.monotone)
  const folds = innerFolds(rows, groups)
  const common = { binned, monotone, target, groups, rows, folds, asked, seed }
  const settings = searchHyperParameters({ ...common, candidates })
  const location = learnLocation({
    ...common,
    ...{ settings, kind },
    borrowed: task.borrowed ? { trees: task.borrowed, answers: answersOf(task.borrowed, matrix) } : null,
  })
  const residual = new Float64Array(matrix.rows)
  for (const row of rows) residual[row] = target[row]! - location.answers[row]!
  return { location, intervals: learnIntervals({ ...common, residual }), settings }
}

/** Parts of the training rows by groups, or row by row where there are too few groups. */
function innerFolds(rows: Int32Array, groups: Int32Array): Fold[] {
  const wanted = rows.length > manyRows ? 2 : 4
  const own = Int32Array.from(rows, (row) => groups[row]!)
  const dense = new Map<number, number>()
  for (const group of own.toSorted()) if (!dense.has(group)) dense.set(group, dense.size)
  if (dense.size >= wanted) {
    const foldOf = groupFolds(
      own.map((group) => dense.get(group)!),
      wanted,
    )
    return foldsOf(rows, foldOf, wanted)
  }
  return foldsOf(
    rows,
    rows.map((_, i) => i % wanted),
    wanted,
  )
}
