import { sampleBelow, seededRandom, type Random } from '../random.ts'
import type { BinnedMatrix } from './binning.ts'
import { answerOfBinned, TreeGrower, type GrownLeaf } from './grow-tree.ts'
import { lossFunctions, type Loss, type LossFunctions } from './losses.ts'
import { finishTrees, growingTrees, type GrowingTrees, type Trees } from './trees.ts'

export interface BoostingOptions {
  loss: Loss
  trees: number
  learningRate: number
  mostLeaves: number
  mostDepth: number
  leastRows: number
  leastCurvature: number
  l2: number
  leastGain: number
  categoryL2: number
  /** Share of the rows that each tree is grown on. */
  rowShare: number
  /** Share of the features that each tree may ask for. */
  columnShare: number
  /** Trees without improvement on the watched rows after which it stops. */
  patience: number
  seed: number
}

export interface BoostingTask {
  binned: BinnedMatrix
  monotone: readonly number[]
  /** Training rows. */
  rows: Int32Array
  /** Further rows that are answered. */
  asked: Int32Array
  /** Those of them whose loss decides when to stop; empty: all trees are grown. */
  watched: Int32Array
  /** By row. */
  target: Float64Array
  options: BoostingOptions
}

export interface Boosted {
  /** The score before any tree. */
  start: number
  trees: Trees
  /** By row, of those that were trained on or asked, by the trees that were kept. */
  scores: Float64Array
}

export const usualBoosting: BoostingOptions = {
  loss: { kind: 'squared' },
  trees: 300,
  learningRate: 0.05,
  mostLeaves: 31,
  mostDepth: 6,
  leastRows: 20,
  leastCurvature: 1e-3,
  l2: 1,
  leastGain: 1e-9,
  categoryL2: 10,
  rowShare: 1,
  columnShare: 1,
  patience: 20,
  seed: 0,
}

/**
 * Gradient boosting of trees with second-order steps (Friedman 2001; Chen and Guestrin 2016); losses without a curvature take the
 * best step of each leaf.
 */
export function boost(task: BoostingTask): Boosted {
  const { binned, rows, asked, watched, target, options } = task
  const loss = lossFunctions(options.loss)
  const random = seededRandom(options.seed)
  const start = loss.start(rows, target)
  const scores = new Float64Array(binned.rows).fill(start)
  const grower = new TreeGrower(binned, loss.curved)
  const growing = growingTrees()
  const gradient = new Float64Array(binned.rows)
  const curvature = loss.curved ? new Float64Array(binned.rows) : null
  const inTree = new Uint8Array(binned.rows)
  let best = { loss: watched.length ? loss.mean(watched, target, scores) : 0, trees: 0 }
  let bestScores = scores.slice()
  for (let tree = 1; tree <= options.trees; tree++) {
    const sampled = options.rowShare < 1 ? sampleRows(rows, options.rowShare, random) : rows.slice()
    loss.derive(rows, target, scores, gradient, curvature)
    const leaves = grower.grow(
      {
        binned,
        features: sampleFeatures(binned.features.length, options.columnShare, random),
        monotone: task.monotone,
        rows: sampled,
        gradient,
        curvature,
        limits: { ...options, featuresPerNode: null },
        random,
      },
      growing,
    )
    const root = growing.roots.at(-1)!
    if (loss.leafStep) renewLeaves(growing, leaves, sampled, target, scores, loss.leafStep)
    for (const { node } of leaves) growing.value[node]! *= options.learningRate
    addAnswers(growing, leaves, sampled, scores)
    if (options.rowShare < 1) {
      inTree.fill(0)
      for (const row of sampled) inTree[row] = 1
      for (const row of rows) if (!inTree[row]) scores[row]! += answerOfBinned(growing, root, binned, row)
    }
    for (const row of asked) scores[row]! += answerOfBinned(growing, root, binned, row)
    if (watched.length === 0) continue
    const now = loss.mean(watched, target, scores)
    if (now < best.loss) {
      best = { loss: now, trees: tree }
      bestScores.set(scores)
    } else if (tree - best.trees >= options.patience) break
  }
  const kept = watched.length ? best.trees : growing.roots.length
  if (watched.length === 0) bestScores = scores
  return { start, trees: finishTrees(growing, kept), scores: bestScores }
}

function sampleRows(rows: Int32Array, share: number, random: Random): Int32Array {
  const count = Math.max(1, Math.round(rows.length * share))
  return sampleBelow(rows.length, count, random).map((at) => rows[at]!)
}

export function sampleFeatures(count: number, share: number, random: Random): Int32Array {
  return sampleBelow(count, Math.max(1, Math.round(count * share)), random)
}

function renewLeaves(
  trees: GrowingTrees,
  leaves: readonly GrownLeaf[],
  rows: Int32Array,
  target: Float64Array,
  scores: Float64Array,
  leafStep: NonNullable<LossFunctions['leafStep']>,
): void {
  for (const { node, start, end, low, high } of leaves) {
    const residuals = new Float64Array(end - start)
    for (let i = start; i < end; i++) residuals[i - start] = target[rows[i]!]! - scores[rows[i]!]!
    trees.value[node] = Math.min(high, Math.max(low, leafStep(residuals)))
  }
}

function addAnswers(
  trees: GrowingTrees,
  leaves: readonly GrownLeaf[],
  rows: Int32Array,
  scores: Float64Array,
): void {
  for (const { node, start, end } of leaves) {
    const value = trees.value[node]!
    for (let i = start; i < end; i++) scores[rows[i]!]! += value
  }
}
