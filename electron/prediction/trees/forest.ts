import { seededRandom, type Random } from '../random.ts'
import type { BinnedMatrix } from './binning.ts'
import { answerOfBinned, TreeGrower } from './grow-tree.ts'
import { finishTrees, growingTrees, type Trees } from './trees.ts'

export interface ForestOptions {
  trees: number
  /** Rows that each leaf keeps at least. */
  leastRows: number
  mostLeaves: number
  mostDepth: number
  /** Share of the features that each node may ask for. */
  columnShare: number
  /** Share of the groups that each tree is grown on. */
  groupShare: number
  seed: number
}

export interface ForestTask {
  binned: BinnedMatrix
  monotone: readonly number[]
  /** Training rows. */
  rows: Int32Array
  /** Further rows that are answered. */
  asked: Int32Array
  /** By row: which belong together. A tree is grown on whole groups. */
  groups: Int32Array
  /** By row. */
  target: Float64Array
  options: ForestOptions
}

export interface Forest {
  start: number
  trees: Trees
  /**
   * By row. Of a training row the mean of the trees that were grown without its group, of one that is asked that of all trees.
   */
  outOfBag: Float64Array
}

export const usualForest: ForestOptions = {
  trees: 100,
  leastRows: 5,
  mostLeaves: 4096,
  mostDepth: 30,
  columnShare: 1 / 3,
  groupShare: 0.632,
  seed: 0,
}

/** A random forest (Breiman 2001) for the mean, on histograms, with whole groups drawn without replacement. */
export function growForest({ binned, monotone, rows, asked, groups, target, options }: ForestTask): Forest {
  const random = seededRandom(options.seed)
  const grower = new TreeGrower(binned, false)
  const growing = growingTrees()
  let sum = 0
  for (const row of rows) sum += target[row]!
  const start = sum / rows.length
  const gradient = new Float64Array(binned.rows)
  for (const row of rows) gradient[row] = start - target[row]!
  const features = Int32Array.from({ length: binned.features.length }, (_, f) => f)
  const answers = new Float64Array(binned.rows)
  const trees = new Int32Array(binned.rows)
  const isIn = new Uint8Array(binned.rows)
  const distinct = [...new Set(Array.from(rows, (row) => groups[row]!))]
  for (let tree = 0; tree < options.trees; tree++) {
    const sampled = drawGroups(rows, groups, distinct, options.groupShare, random)
    isIn.fill(0)
    for (const row of sampled) isIn[row] = 1
    grower.grow(
      {
        binned,
        features,
        monotone,
        rows: sampled,
        gradient,
        curvature: null,
        limits: {
          ...options,
          leastCurvature: 0,
          l2: 0,
          leastGain: 1e-9,
          categoryL2: 10,
          featuresPerNode: Math.max(1, Math.round(features.length * options.columnShare)),
        },
        random,
      },
      growing,
    )
    const root = growing.roots.at(-1)!
    for (const some of [rows, asked]) {
      for (const row of some) {
        if (isIn[row]) continue
        answers[row]! += answerOfBinned(growing, root, binned, row)
        trees[row]! += 1
      }
    }
  }
  // A row that no tree left out (a matter of chance with few trees) is told by the mean alone.
  const outOfBag = answers.map((answer, row) => start + (trees[row]! > 0 ? answer / trees[row]! : 0))
  return {
    start,
    trees: finishTrees(growing, options.trees, 1 / options.trees),
    outOfBag,
  }
}

function drawGroups(
  rows: Int32Array,
  groups: Int32Array,
  distinct: readonly number[],
  share: number,
  random: Random,
): Int32Array {
  const wanted = Math.max(1, Math.round(distinct.length * share))
  const drawn = new Set<number>()
  let left = wanted
  distinct.forEach((group, at) => {
    if (random.next() * (distinct.length - at) >= left) return
    drawn.add(group)
    left--
  })
  return rows.filter((row) => drawn.has(groups[row]!))
}
