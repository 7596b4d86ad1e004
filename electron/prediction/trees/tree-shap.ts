import type { FeatureMatrix } from '../feature-matrix.ts'
import { goesLeft, type Trees } from './trees.ts'

/** What the trees answer when nothing is known of a row: the mean over the rows that they were grown on. */
export function expectedAnswer(trees: Trees): number {
  let sum = 0
  const mean = (node: number): number => {
    if (trees.feature[node]! < 0) return trees.value[node]!
    const left = trees.left[node]!
    const right = trees.right[node]!
    return (
      (trees.cover[left]! * mean(left) + trees.cover[right]! * mean(right)) /
      (trees.cover[left]! + trees.cover[right]!)
    )
  }
  for (const root of trees.roots) sum += mean(root)
  return sum
}

/**
 * Exact Shapley values of one row's features for the sum of the trees, path-dependent (Lundberg et al. 2020, algorithm 2): what a
 * tree answers where a feature is unknown is the mean over both branches by the training rows that took them.
 *
 * @returns by feature; they add up to the row's answer less `expectedAnswer`
 */
export function shapleyValues(trees: Trees, matrix: FeatureMatrix, row: number): Float64Array {
  const values = new Float64Array(matrix.features.length)
  const walk = new PathWalk(trees, matrix, row, values)
  for (const root of trees.roots) walk.tree(root)
  return values
}

/** Room for paths of 64 features, one behind the other for each depth. */
class PathWalk {
  private readonly trees: Trees
  private readonly matrix: FeatureMatrix
  private readonly row: number
  private readonly values: Float64Array
  private feature = new Int32Array(4096)
  private zero = new Float64Array(4096)
  private one = new Float64Array(4096)
  private weight = new Float64Array(4096)

  constructor(trees: Trees, matrix: FeatureMatrix, row: number, values: Float64Array) {
    this.trees = trees
    this.matrix = matrix
    this.row = row
    this.values = values
  }

  tree(root: number): void {
    this.visit(root, 0, 0, 1, 1, -1)
  }

  /** @param first where this node's path begins; @param length of the path so far */
  private visit(
    node: number,
    first: number,
    length: number,
    zero: number,
    one: number,
    feature: number,
  ): void {
    const { trees } = this
    this.extend(first, length, zero, one, feature)
    const split = trees.feature[node]!
    if (split < 0) {
      this.giveOut(first, length, trees.value[node]!)
      return
    }
    const left = trees.left[node]!
    const right = trees.right[node]!
    const isLeft = goesLeft(trees, node, this.matrix.columns[split]![this.row]!)
    const hot = isLeft ? left : right
    const cold = isLeft ? right : left
    const cover = trees.cover[left]! + trees.cover[right]!
    let zeroHere = 1
    let oneHere = 1
    let last = length
    for (let i = 1; i <= length; i++) {
      if (this.feature[first + i] !== split) continue
      zeroHere = this.zero[first + i]!
      oneHere = this.one[first + i]!
      this.unwind(first, last, i)
      last--
      break
    }
    for (const [child, share] of [
      [hot, oneHere],
      [cold, 0],
    ] as const) {
      const next = first + last + 1
      this.makeRoom(next + last + 2)
      this.feature.copyWithin(next, first, next)
      this.zero.copyWithin(next, first, next)
      this.one.copyWithin(next, first, next)
      this.weight.copyWithin(next, first, next)
      this.visit(child, next, last + 1, (zeroHere * trees.cover[child]!) / cover, share, split)
    }
  }

  private extend(first: number, length: number, zero: number, one: number, feature: number): void {
    const { weight } = this
    const end = first + length
    this.feature[end] = feature
    this.zero[end] = zero
    this.one[end] = one
    weight[end] = length === 0 ? 1 : 0
    for (let i = length - 1; i >= 0; i--) {
      weight[first + i + 1]! += (one * weight[first + i]! * (i + 1)) / (length + 1)
      weight[first + i] = (zero * weight[first + i]! * (length - i)) / (length + 1)
    }
  }

  /** Takes the feature at a place out of the path again. */
  private unwind(first: number, length: number, place: number): void {
    const { weight } = this
    const one = this.one[first + place]!
    const zero = this.zero[first + place]!
    let next = weight[first + length]!
    for (let i = length - 1; i >= 0; i--) {
      if (one !== 0) {
        const kept = weight[first + i]!
        weight[first + i] = (next * (length + 1)) / ((i + 1) * one)
        next = kept - (weight[first + i]! * zero * (length - i)) / (length + 1)
      } else {
        weight[first + i] = (weight[first + i]! * (length + 1)) / (zero * (length - i))
      }
    }
    for (let i = place; i < length; i++) {
      this.feature[first + i] = this.feature[first + i + 1]!
      this.zero[first + i] = this.zero[first + i + 1]!
      this.one[first + i] = this.one[first + i + 1]!
    }
  }

  private giveOut(first: number, length: number, answer: number): void {
    for (let place = 1; place <= length; place++) {
      const at = first + place
      this.values[this.feature[at]!]! +=
        this.weightWithout(first, length, place) * (this.one[at]! - this.zero[at]!) * answer
    }
  }

  /** The sum of the path's weights without the feature at a place. */
  private weightWithout(first: number, length: number, place: number): number {
    const { weight } = this
    const one = this.one[first + place]!
    const zero = this.zero[first + place]!
    let next = weight[first + length]!
    let sum = 0
    for (let i = length - 1; i >= 0; i--) {
      if (one !== 0) {
        const part = (next * (length + 1)) / ((i + 1) * one)
        sum += part
        next = weight[first + i]! - (part * zero * (length - i)) / (length + 1)
      } else {
        sum += (weight[first + i]! * (length + 1)) / (zero * (length - i))
      }
    }
    return sum
  }

  private makeRoom(length: number): void {
    if (length <= this.weight.length) return
    const grow = (old: Float64Array): Float64Array<ArrayBuffer> => {
      const grown = new Float64Array(length * 2)
      grown.set(old)
      return grown
    }
    const features = new Int32Array(length * 2)
    features.set(this.feature)
    this.feature = features
    this.zero = grow(this.zero)
    this.one = grow(this.one)
    this.weight = grow(this.weight)
  }
}
