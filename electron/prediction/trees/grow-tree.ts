import type { Random } from '../random.ts'
import { sampleBelow } from '../random.ts'
import type { BinnedMatrix } from './binning.ts'
import { SplitSearch, answerOf, type NodeSums, type Split, type SplitLimits } from './split-search.ts'
import { addLeaf, type GrowingTrees } from './trees.ts'

export interface GrowthLimits extends SplitLimits {
  mostLeaves: number
  mostDepth: number
  /** Features that each node may ask for, drawn anew; all of the tree's where null. */
  featuresPerNode: number | null
}

/** What a tree is grown from. */
export interface GrowthTask {
  binned: BinnedMatrix
  /** Features that the tree may ask for. */
  features: Int32Array
  monotone: readonly number[]
  /** Training rows; put in another order while the tree grows, leaf by leaf. */
  rows: Int32Array
  /** Of the loss, by row. */
  gradient: Float64Array
  /** Of the loss, by row; null where it is 1 everywhere. */
  curvature: Float64Array | null
  limits: GrowthLimits
  random: Random
}

/** A leaf of a grown tree and its rows: `rows.subarray(start, end)` of the task. */
export interface GrownLeaf {
  node: number
  start: number
  end: number
  low: number
  high: number
}

interface OpenLeaf extends GrownLeaf {
  sums: NodeSums
  depth: number
  split: Split | null
  histogram: Float64Array | null
}

/**
 * Grows trees best leaf first on histograms of gradients (Ke et al. 2017, LightGBM): of two children the smaller is counted, the
 * larger is the parent less the smaller. Room is kept from tree to tree.
 */
export class TreeGrower {
  private readonly binned: BinnedMatrix
  private readonly offsets: Int32Array
  private readonly length: number
  private readonly stride: 2 | 3
  private readonly spare: Float64Array[] = []
  private readonly moved: Int32Array
  private readonly orderedGradient: Float64Array
  private readonly orderedCurvature: Float64Array

  /** @param withCurvature whether curvatures differ from 1 */
  constructor(binned: BinnedMatrix, withCurvature: boolean) {
    this.binned = binned
    this.stride = withCurvature ? 3 : 2
    this.offsets = new Int32Array(binned.features.length)
    let length = 0
    binned.features.forEach(({ valueBins }, f) => {
      this.offsets[f] = length
      length += (valueBins + 1) * this.stride
    })
    this.length = length
    this.moved = new Int32Array(binned.rows)
    this.orderedGradient = new Float64Array(binned.rows)
    this.orderedCurvature = new Float64Array(withCurvature ? binned.rows : 0)
  }

  /** Grows one tree into `trees`; its leaves answer −gradient / (curvature + l2). */
  grow(task: GrowthTask, trees: GrowingTrees): GrownLeaf[] {
    const { limits, rows } = task
    const search = new SplitSearch(limits, this.stride)
    const subtracts = limits.featuresPerNode === null
    const sums = this.sumsOf(task)
    const root: OpenLeaf = {
      node: addLeaf(trees, answerOf(sums, limits.l2), rows.length),
      start: 0,
      end: rows.length,
      low: -Infinity,
      high: Infinity,
      sums,
      depth: 0,
      split: null,
      histogram: null,
    }
    trees.roots.push(root.node)
    this.count(task, root, task.features, subtracts)
    this.findSplit(task, root, search)
    const leaves: OpenLeaf[] = [root]
    while (leaves.length < limits.mostLeaves) {
      const at = bestOf(leaves)
      if (at < 0) break
      const leaf = leaves[at]!
      const [left, right] = this.split(task, trees, leaf)
      leaves[at] = left
      leaves.push(right)
      if (leaves.length >= limits.mostLeaves) break
      this.findBelow(task, leaf, left, right, search, subtracts)
    }
    for (const leaf of leaves) this.giveBack(leaf)
    return leaves
  }

  private sumsOf({ rows, gradient, curvature }: GrowthTask): NodeSums {
    let sum = 0
    let curvatures = 0
    for (const row of rows) {
      sum += gradient[row]!
      if (curvature) curvatures += curvature[row]!
    }
    return {
      gradient: sum,
      curvature: curvature ? curvatures : rows.length,
      rows: rows.length,
      low: -Infinity,
      high: Infinity,
    }
  }

  /** Looks for the splits of two new leaves, where they may have any. */
  private findBelow(
    task: GrowthTask,
    parent: OpenLeaf,
    left: OpenLeaf,
    right: OpenLeaf,
    search: SplitSearch,
    subtracts: boolean,
  ): void {
    const mayGrow = (leaf: OpenLeaf): boolean =>
      leaf.depth < task.limits.mostDepth && leaf.sums.rows >= 2 * task.limits.leastRows
    if (!mayGrow(left) && !mayGrow(right)) {
      this.giveBack(parent)
      return
    }
    if (!subtracts) {
      for (const leaf of [left, right]) {
        if (!mayGrow(leaf)) continue
        this.count(task, leaf, task.features, false)
        this.findSplit(task, leaf, search)
      }
      return
    }
    const [smaller, larger] = left.end - left.start <= right.end - right.start ? [left, right] : [right, left]
    this.count(task, smaller, task.features, true)
    const whole = parent.histogram!
    parent.histogram = null
    const part = smaller.histogram!
    for (const feature of task.features) {
      const first = this.offsets[feature]!
      const end = first + (this.binned.features[feature]!.valueBins + 1) * this.stride
      for (let at = first; at < end; at++) whole[at]! -= part[at]!
    }
    larger.histogram = whole
    for (const leaf of [left, right]) {
      if (mayGrow(leaf)) this.findSplit(task, leaf, search)
      else this.giveBack(leaf)
    }
  }

  private giveBack(leaf: OpenLeaf): void {
    if (leaf.histogram) this.spare.push(leaf.histogram)
    leaf.histogram = null
  }

  /** Sums gradients of a leaf's rows by bin. Where features are drawn for each node they are counted when they are drawn. */
  private count(task: GrowthTask, leaf: OpenLeaf, features: Int32Array, now: boolean): void {
    const { start, end } = leaf
    const { rows, gradient, curvature } = task
    for (let i = start; i < end; i++) this.orderedGradient[i] = gradient[rows[i]!]!
    if (curvature) for (let i = start; i < end; i++) this.orderedCurvature[i] = curvature[rows[i]!]!
    leaf.histogram = this.spare.pop() ?? new Float64Array(this.length)
    if (now) for (const feature of features) this.countFeature(rows, leaf, feature)
  }

  private countFeature(rows: Int32Array, leaf: OpenLeaf, feature: number): void {
    const histogram = leaf.histogram!
    const first = this.offsets[feature]!
    const bins = this.binned.bins[feature]!
    histogram.fill(0, first, first + (this.binned.features[feature]!.valueBins + 1) * this.stride)
    if (this.stride === 2) {
      addRows(histogram, first, bins, rows, this.orderedGradient, leaf.start, leaf.end)
    } else {
      const { orderedGradient, orderedCurvature } = this
      addCurvedRows(histogram, first, bins, rows, orderedGradient, orderedCurvature, leaf.start, leaf.end)
    }
  }

  private findSplit(task: GrowthTask, leaf: OpenLeaf, search: SplitSearch): void {
    const { featuresPerNode } = task.limits
    search.begin()
    if (leaf.sums.rows >= 2 * task.limits.leastRows && task.limits.mostDepth > leaf.depth) {
      const drawn =
        featuresPerNode === null
          ? task.features
          : sampleBelow(
              task.features.length,
              Math.min(featuresPerNode, task.features.length),
              task.random,
            ).map((at) => task.features[at]!)
      for (const feature of drawn) {
        if (featuresPerNode !== null) this.countFeature(task.rows, leaf, feature)
        const bins = this.binned.features[feature]!
        search.look(
          leaf.sums,
          feature,
          bins,
          leaf.histogram!,
          this.offsets[feature]!,
          task.monotone[feature] ?? 0,
        )
      }
    }
    leaf.split = search.best
    if (featuresPerNode !== null) this.giveBack(leaf)
  }

  private split(task: GrowthTask, trees: GrowingTrees, leaf: OpenLeaf): [OpenLeaf, OpenLeaf] {
    const split = leaf.split!
    const middle = this.part(task.rows, leaf, split)
    const { node } = leaf
    const { thresholds } = this.binned.features[split.feature]!
    trees.feature[node] = split.feature
    trees.value[node] = 0
    trees.missingLeft[node] = split.missingLeft ? 1 : 0
    if (split.set) {
      trees.set[node] = trees.sets.length
      for (const word of split.set) trees.sets.push(word)
    } else {
      trees.bin[node] = split.bin
      // In the last bin only missing values go right.
      trees.threshold[node] = thresholds[split.bin] ?? largestSingle
    }
    const child = (sums: NodeSums, start: number, end: number): OpenLeaf => ({
      node: addLeaf(trees, answerOf(sums, task.limits.l2), end - start),
      start,
      end,
      low: sums.low,
      high: sums.high,
      sums,
      depth: leaf.depth + 1,
      split: null,
      histogram: null,
    })
    const left = child(split.left, leaf.start, middle)
    const right = child(split.right, middle, leaf.end)
    trees.left[node] = left.node
    trees.right[node] = right.node
    return [left, right]
  }

  /** Puts the rows that go left first, each side in the order it was in. */
  private part(rows: Int32Array, { start, end }: OpenLeaf, split: Split): number {
    const bins = this.binned.bins[split.feature]!
    const missing = this.binned.features[split.feature]!.valueBins
    const { moved } = this
    const { set, bin } = split
    let left = start
    let right = 0
    for (let i = start; i < end; i++) {
      const row = rows[i]!
      const value = bins[row]!
      const isLeft =
        value === missing
          ? split.missingLeft
          : set
            ? ((set[value >> 5]! >>> (value & 31)) & 1) === 1
            : value <= bin
      if (isLeft) rows[left++] = row
      else moved[right++] = row
    }
    rows.set(moved.subarray(0, right), left)
    return left
  }
}

/** No value in single precision exceeds it. */
const largestSingle = 3.4028234663852886e38

function bestOf(leaves: readonly OpenLeaf[]): number {
  let best = -1
  let gain = 0
  for (let at = 0; at < leaves.length; at++) {
    const split = leaves[at]!.split
    if (split && split.gain > gain) {
      gain = split.gain
      best = at
    }
  }
  return best
}

function addRows(
  histogram: Float64Array,
  first: number,
  bins: Uint8Array,
  rows: Int32Array,
  gradient: Float64Array,
  start: number,
  end: number,
): void {
  for (let i = start; i < end; i++) {
    const at = first + bins[rows[i]!]! * 2
    histogram[at]! += gradient[i]!
    histogram[at + 1]! += 1
  }
}

function addCurvedRows(
  histogram: Float64Array,
  first: number,
  bins: Uint8Array,
  rows: Int32Array,
  gradient: Float64Array,
  curvature: Float64Array,
  start: number,
  end: number,
): void {
  for (let i = start; i < end; i++) {
    const at = first + bins[rows[i]!]! * 3
    histogram[at]! += gradient[i]!
    histogram[at + 1]! += curvature[i]!
    histogram[at + 2]! += 1
  }
}

/** The answer of the tree at `root` to a row, by its bins. */
export function answerOfBinned(
  trees: GrowingTrees,
  root: number,
  { features, bins }: BinnedMatrix,
  row: number,
): number {
  let node = root
  for (let feature = trees.feature[node]!; feature >= 0; feature = trees.feature[node]!) {
    const bin = bins[feature]![row]!
    const set = trees.set[node]!
    const isLeft =
      bin === features[feature]!.valueBins
        ? trees.missingLeft[node] === 1
        : set < 0
          ? bin <= trees.bin[node]!
          : ((trees.sets[set + (bin >> 5)]! >>> (bin & 31)) & 1) === 1
    node = isLeft ? trees.left[node]! : trees.right[node]!
  }
  return trees.value[node]!
}
