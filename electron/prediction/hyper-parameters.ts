import { usualBoosting, boost, type BoostingOptions } from './trees/boosting.ts'
import { growForest, usualForest, type ForestOptions } from './trees/forest.ts'
import type { BinnedMatrix } from './trees/binning.ts'
import type { Fold } from './folds.ts'
import { drawCandidates, grid, successiveHalving } from './search.ts'
import { seededRandom, sampleBelow } from './random.ts'

export interface SearchTask {
  binned: BinnedMatrix
  monotone: readonly number[]
  /** By row. */
  target: Float64Array
  groups: Int32Array
  rows: Int32Array
  /** Of `rows`, by groups. */
  folds: readonly Fold[]
  /** How many settings of each kind are tried. */
  candidates: number
  seed: number
}

export interface HyperParameters {
  boosting: BoostingOptions
  forest: ForestOptions
}

/** Enough to tell settings apart; a full training on every candidate would tell little more. */
const rowsTried = 3_000
const treesTried = { boosting: 80, forest: 15 }
const rungs = 2
const manyRows = 20_000

/**
 * Chooses settings for some rows by what they are worth on held-out groups of these rows. The effort depends on the rows and the
 * number of candidates alone, never on the clock: the same table and seed give the same model on every machine.
 */
export function searchHyperParameters(task: SearchTask): HyperParameters {
  const { rows, candidates, seed } = task
  const fitting = settingsFor(rows.length)
  if (candidates < 2 || task.folds.length < 2) {
    return { boosting: fitting.boosting[0]!, forest: fitting.forest[0]! }
  }
  const boosting = successiveHalving(
    drawCandidates(fitting.boosting, candidates, seed),
    rungs,
    (options, rung) => boostingLoss(task, options, rung),
  )
  const forest = successiveHalving(drawCandidates(fitting.forest, candidates, seed), 1, (options) =>
    forestLoss(task, options),
  )
  return { boosting, forest }
}

/** Settings worth trying for a number of rows, the usual ones first. */
function settingsFor(rows: number): { boosting: BoostingOptions[]; forest: ForestOptions[] } {
  const atMost = (share: number, least: number): number => Math.max(least, Math.floor(rows * share))
  const boosting = grid({
    mostDepth: [4, 3, 6],
    leastRows: [20, 40, 10].map((count) => Math.min(count, atMost(0.1, 3))),
    columnShare: [0.4, 0.7, 0.2],
    rowShare: [0.7, 0.5],
    l2: [1, 10],
  }).map((options) => ({ ...usualBoosting, learningRate: learningRateFor(rows), ...options }))
  const isLong = rows > manyRows
  const forest = grid({
    leastRows: [10, 5, 20].map((count) =>
      Math.max(Math.min(count, atMost(0.08, 2)), isLong ? rows / 1_000 : 0),
    ),
    columnShare: [0.5, 1 / 3, 0.75, 0.2],
  }).map((options) => ({ ...usualForest, trees: isLong ? 24 : 100, ...options }))
  return { boosting, forest }
}

/** Of many rows larger steps lose little, and half the trees do. */
function learningRateFor(rows: number): number {
  return rows < 1_000 ? 0.05 : rows > manyRows ? 0.12 : 0.06
}

function boostingLoss(task: SearchTask, options: BoostingOptions, rung: number): number {
  const { training, held } = task.folds[rung % task.folds.length]!
  const watched = some(held, rowsTried / 2, task.seed + rung)
  const { scores } = boost({
    ...task,
    rows: some(training, rowsTried, task.seed + rung),
    asked: watched,
    watched,
    options: {
      ...options,
      learningRate: options.learningRate * 1.5,
      trees: treesTried.boosting,
      patience: 10,
    },
  })
  return squaredLoss(task.target, scores, watched)
}

function forestLoss(task: SearchTask, options: ForestOptions): number {
  const { training } = task.folds[0]!
  const rows = some(training, rowsTried, task.seed)
  const { outOfBag } = growForest({
    ...task,
    rows,
    asked: new Int32Array(),
    options: { ...options, trees: treesTried.forest },
  })
  return squaredLoss(task.target, outOfBag, rows)
}

function some(rows: Int32Array, count: number, seed: number): Int32Array {
  if (rows.length <= count) return rows
  return sampleBelow(rows.length, count, seededRandom(seed)).map((at) => rows[at]!)
}

function squaredLoss(target: Float64Array, scores: Float64Array, rows: Int32Array): number {
  let sum = 0
  for (const row of rows) sum += (target[row]! - scores[row]!) ** 2
  return sum / rows.length
}
