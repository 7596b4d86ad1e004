import type { FeatureMatrix } from './feature-matrix.ts'
import { foldsOf, groupFolds, type Fold } from './folds.ts'
import { searchHyperParameters, type HyperParameters } from './hyper-parameters.ts'
import { learnIntervals, type IntervalModel } from './interval-model.ts'
import { learnLocation, type LocationModel } from './location-model.ts'
import { binRows, chooseBins } from './trees/binning.ts'
import { sampleBelow, seededRandom } from './random.ts'

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
}

export interface Learned {
  location: LocationModel
  intervals: IntervalModel[]
  settings: HyperParameters
  /** Rows that it was trained on: of very long tables a sample. */
  trainedOn: Int32Array
}

/** With fewer posts nothing is learned. */
export const leastPosts = 10
/** More rows tell the same for longer. */
export const mostTrainingRows = 60_000
const manyRows = 20_000

/** Learns what is expected, and how far from it things come, from some rows; everything else is held out of it. */
export function learn(task: LearningTask): Learned {
  const rows = sampleGroups(task.rows, task.groups, mostTrainingRows, task.seed)
  const { matrix, target, groups, asked, candidates, seed } = task
  const binned = binRows(matrix, chooseBins(matrix, rows, rows.length > manyRows ? 254 : 64))
  const monotone = matrix.features.map((feature) => feature.monotone)
  const folds = innerFolds(rows, groups)
  const common = { binned, monotone, target, groups, rows, folds, asked, seed }
  const settings = searchHyperParameters({ ...common, candidates })
  const location = learnLocation({ ...common, settings })
  const residual = new Float64Array(matrix.rows)
  for (const row of rows) residual[row] = target[row]! - location.answers[row]!
  return { location, intervals: learnIntervals({ ...common, residual }), settings, trainedOn: rows }
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

/** Rows of groups drawn by seed until there are enough. */
function sampleGroups(rows: Int32Array, groups: Int32Array, most: number, seed: number): Int32Array {
  if (rows.length <= most) return rows
  const distinct = [...new Set(Array.from(rows, (row) => groups[row]!))]
  const share = most / rows.length
  const random = seededRandom(seed)
  if (distinct.length < 100) return sampleBelow(rows.length, most, random).map((at) => rows[at]!)
  const drawn = new Set(
    Array.from(
      sampleBelow(distinct.length, Math.round(distinct.length * share), random),
      (at) => distinct[at]!,
    ),
  )
  return rows.filter((row) => drawn.has(groups[row]!))
}
