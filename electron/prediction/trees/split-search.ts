import type { FeatureBins } from './binning.ts'
import { setWords } from './trees.ts'

/** What limits the splits of a tree. */
export interface SplitLimits {
  /** Rows that each side must keep at least. */
  leastRows: number
  /** Curvature (with squared loss: weight) that each side must keep at least. */
  leastCurvature: number
  l2: number
  leastGain: number
  /** Added to l2 where categories are sorted by their gradients, which fits chance. */
  categoryL2: number
}

/** Sums over the rows of a node. */
export interface NodeSums {
  gradient: number
  curvature: number
  rows: number
  /** Bounds of its answer, from monotone features above. */
  low: number
  high: number
}

export interface Split {
  gain: number
  feature: number
  /** Numbers: bins up to this one go left. */
  bin: number
  /** Categories: the bins that go left. */
  set: Uint32Array | null
  missingLeft: boolean
  left: NodeSums
  right: NodeSums
}

/** The answer that a node would give, within its bounds. */
export function answerOf({ gradient, curvature, low, high }: NodeSums, l2: number): number {
  return Math.min(high, Math.max(low, -gradient / (curvature + l2)))
}

/**
 * Looks for splits better than the best so far. A histogram has for each bin gradient, curvature and rows, or gradient and rows
 * where every curvature is 1 (`stride` 2).
 */
export class SplitSearch {
  private readonly limits: SplitLimits
  private readonly stride: number
  best: Split | null = null
  private bestGain = 0

  constructor(limits: SplitLimits, stride: 2 | 3) {
    this.limits = limits
    this.stride = stride
  }

  begin(): void {
    this.best = null
    this.bestGain = this.limits.leastGain
  }

  /** @param first where the feature's histogram begins */
  look(
    node: NodeSums,
    feature: number,
    bins: FeatureBins,
    histogram: Float64Array,
    first: number,
    monotone: number,
  ): void {
    if (bins.kind === 'category') this.lookAtCategories(node, feature, bins, histogram, first)
    else this.lookAtNumbers(node, feature, bins, histogram, first, monotone)
  }

  private lookAtNumbers(
    node: NodeSums,
    feature: number,
    { valueBins }: FeatureBins,
    histogram: Float64Array,
    first: number,
    monotone: number,
  ): void {
    const { stride } = this
    const { leastRows, leastCurvature, l2 } = this.limits
    const missing = first + valueBins * stride
    const missingRows = histogram[missing + stride - 1]!
    const missingGradient = histogram[missing]!
    const missingCurvature = histogram[missing + 1]!
    const bounded = monotone !== 0 || node.low > -Infinity || node.high < Infinity
    const parent = bounded
      ? worth(node.gradient, node.curvature, node, l2)
      : (node.gradient * node.gradient) / (node.curvature + l2)
    for (let side = missingRows > 0 ? 1 : 0; side >= 0; side--) {
      // side 1: missing values go left. Where all values are on one side they are what is asked for.
      let gradient = side ? missingGradient : 0
      let curvature = side ? missingCurvature : 0
      let rows = side ? missingRows : 0
      const lastBin = side || missingRows === 0 ? valueBins - 1 : valueBins
      for (let bin = 0; bin < lastBin; bin++) {
        const at = first + bin * stride
        gradient += histogram[at]!
        curvature += histogram[at + 1]!
        rows += histogram[at + stride - 1]!
        if (rows < leastRows || curvature < leastCurvature) continue
        const rowsRight = node.rows - rows
        const curvatureRight = node.curvature - curvature
        if (rowsRight < leastRows || curvatureRight < leastCurvature) break
        const gradientRight = node.gradient - gradient
        let gain: number
        if (bounded) {
          const answerLeft = clamp(-gradient / (curvature + l2), node)
          const answerRight = clamp(-gradientRight / (curvatureRight + l2), node)
          if ((answerRight - answerLeft) * monotone < 0) continue
          gain =
            worth(gradient, curvature, node, l2) + worth(gradientRight, curvatureRight, node, l2) - parent
        } else {
          gain =
            (gradient * gradient) / (curvature + l2) +
            (gradientRight * gradientRight) / (curvatureRight + l2) -
            parent
        }
        if (gain <= this.bestGain) continue
        this.bestGain = gain
        const { low, high } = node
        this.best = {
          gain,
          feature,
          bin,
          set: null,
          // Where none is missing while training, a missing value later goes with the many.
          missingLeft: missingRows > 0 ? side === 1 : rows >= rowsRight,
          left: { gradient, curvature, rows, low, high },
          right: { gradient: gradientRight, curvature: curvatureRight, rows: rowsRight, low, high },
        }
        if (monotone !== 0) boundChildren(this.best, monotone, l2)
      }
    }
  }

  /**
   * Categories sorted by gradient over curvature: the best of all sets is a prefix of that order (Fisher 1958). Missing is one
   * category among them.
   */
  private lookAtCategories(
    node: NodeSums,
    feature: number,
    { valueBins }: FeatureBins,
    histogram: Float64Array,
    first: number,
  ): void {
    const { stride } = this
    const { leastRows, leastCurvature, categoryL2 } = this.limits
    const l2 = this.limits.l2 + categoryL2
    const order: number[] = []
    for (let bin = 0; bin <= valueBins; bin++)
      if (histogram[first + bin * stride + stride - 1]! > 0) order.push(bin)
    if (order.length < 2) return
    const slope = (bin: number): number =>
      histogram[first + bin * stride]! / (histogram[first + bin * stride + 1]! + categoryL2)
    order.sort((a, b) => slope(a) - slope(b) || a - b)
    const parent = worth(node.gradient, node.curvature, node, l2)
    let gradient = 0
    let curvature = 0
    let rows = 0
    for (let taken = 1; taken < order.length; taken++) {
      const at = first + order[taken - 1]! * stride
      gradient += histogram[at]!
      curvature += histogram[at + 1]!
      rows += histogram[at + stride - 1]!
      const rowsRight = node.rows - rows
      const curvatureRight = node.curvature - curvature
      if (rows < leastRows || curvature < leastCurvature) continue
      if (rowsRight < leastRows || curvatureRight < leastCurvature) break
      const gradientRight = node.gradient - gradient
      const gain =
        worth(gradient, curvature, node, l2) + worth(gradientRight, curvatureRight, node, l2) - parent
      if (gain <= this.bestGain) continue
      this.bestGain = gain
      const inSet = order.slice(0, taken)
      const { low, high } = node
      this.best = {
        gain,
        feature,
        bin: 0,
        set: setOf(inSet),
        missingLeft: order.includes(valueBins) ? inSet.includes(valueBins) : rows >= rowsRight,
        left: { gradient, curvature, rows, low, high },
        right: { gradient: gradientRight, curvature: curvatureRight, rows: rowsRight, low, high },
      }
    }
  }
}

function setOf(bins: readonly number[]): Uint32Array {
  const set = new Uint32Array(setWords)
  for (const bin of bins) set[bin >> 5]! |= 1 << (bin & 31)
  return set
}

function clamp(answer: number, { low, high }: NodeSums): number {
  return Math.min(high, Math.max(low, answer))
}

/** Twice what the loss falls by when the node gives its best answer within its bounds. */
function worth(gradient: number, curvature: number, bounds: NodeSums, l2: number): number {
  const answer = clamp(-gradient / (curvature + l2), bounds)
  return -2 * gradient * answer - (curvature + l2) * answer * answer
}

/** Keeps all that grows below on its side of the middle (LightGBM's basic method for monotone features). */
function boundChildren({ left, right }: Split, monotone: number, l2: number): void {
  const middle = (answerOf(left, l2) + answerOf(right, l2)) / 2
  const [lower, upper] = monotone > 0 ? [left, right] : [right, left]
  lower.high = Math.min(lower.high, middle)
  upper.low = Math.max(upper.low, middle)
}
