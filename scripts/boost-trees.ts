/** Trees as flat columns: 2 ^ depth − 1 questions, level by level, and 2 ^ depth answers each. */
export interface GrownTrees {
  depth: number
  bias: number
  features: number[]
  thresholds: number[]
  answers: number[]
}

export interface BoostOptions {
  depth: number
  trees: number
  learningRate: number
  l2: number
  leastWeight: number
  /** +1 where a larger feature may only raise the answer, −1 only lower, 0 free: keeps the model sane off its data. */
  monotone: readonly number[]
}

const binCount = 48

/** Second-order gradient boosting for logistic loss (Chen and Guestrin 2016) with monotone constraints. */
export function boostTrees(
  rows: readonly number[][],
  labels: Float64Array,
  weights: Float64Array,
  options: BoostOptions,
): GrownTrees {
  const featureCount = rows[0]!.length
  const cuts = Array.from({ length: featureCount }, (_, f) => quantiles(rows.map((r) => r[f]!)))
  const binned = cuts.map((edges, f) =>
    Uint8Array.from(rows, (r) => edges.findLastIndex((e) => r[f]! > e) + 1),
  )
  let positive = 0
  let all = 0
  labels.forEach((label, i) => {
    positive += label * weights[i]!
    all += weights[i]!
  })
  const bias = Math.log(positive / (all - positive))
  const scores = new Float64Array(rows.length).fill(bias)
  const model: GrownTrees = { depth: options.depth, bias, features: [], thresholds: [], answers: [] }
  const gradients = new Float64Array(rows.length)
  const curvatures = new Float64Array(rows.length)
  for (let tree = 0; tree < options.trees; tree++) {
    for (let i = 0; i < rows.length; i++) {
      const p = 1 / (1 + Math.exp(-scores[i]!))
      gradients[i] = weights[i]! * (labels[i]! - p)
      curvatures[i] = weights[i]! * p * (1 - p)
    }
    grow(model, binned, cuts, gradients, curvatures, scores, options)
  }
  return model
}

interface Node {
  low: number
  high: number
  gradient: number
  curvature: number
}

function grow(
  model: GrownTrees,
  binned: readonly Uint8Array[],
  cuts: readonly number[][],
  gradients: Float64Array,
  curvatures: Float64Array,
  scores: Float64Array,
  options: BoostOptions,
): void {
  const place = new Uint8Array(scores.length)
  let nodes: Node[] = [
    { low: -Infinity, high: Infinity, gradient: sum(gradients), curvature: sum(curvatures) },
  ]
  for (let level = 0; level < options.depth; level++) {
    const children: Node[] = []
    const sums = sumsOfLevel(nodes.length, place, binned, gradients, curvatures)
    const splits = nodes.map((node, n) => {
      const split = bestSplit(node, n, sums, options)
      children.push(split.left, split.right)
      model.features.push(split.feature)
      model.thresholds.push(cuts[split.feature]![split.bin] ?? Infinity)
      return split
    })
    for (let i = 0; i < place.length; i++) {
      const split = splits[place[i]!]!
      place[i] = place[i]! * 2 + (binned[split.feature]![i]! > split.bin ? 1 : 0)
    }
    nodes = children
  }
  const answers = nodes.map((node) => options.learningRate * leaf(node, options.l2))
  model.answers.push(...answers)
  for (let i = 0; i < scores.length; i++) scores[i]! += answers[place[i]!]!
}

/** Gradients and curvatures summed for each feature, node and bin. */
interface Sums {
  gradient: Float64Array[]
  curvature: Float64Array[]
}

function sumsOfLevel(
  nodes: number,
  place: Uint8Array,
  binned: readonly Uint8Array[],
  gradients: Float64Array,
  curvatures: Float64Array,
): Sums {
  const sums: Sums = { gradient: [], curvature: [] }
  for (const bins of binned) {
    const gradient = new Float64Array(nodes * binCount)
    const curvature = new Float64Array(nodes * binCount)
    for (let i = 0; i < bins.length; i++) {
      const at = place[i]! * binCount + bins[i]!
      gradient[at]! += gradients[i]!
      curvature[at]! += curvatures[i]!
    }
    sums.gradient.push(gradient)
    sums.curvature.push(curvature)
  }
  return sums
}

function bestSplit(
  node: Node,
  index: number,
  sums: Sums,
  { l2, leastWeight, monotone }: BoostOptions,
): { feature: number; bin: number; left: Node; right: Node } {
  // Without a useful question everything goes left, and the right answer is never given.
  let best = { feature: 0, bin: binCount, left: node, right: { ...node, gradient: 0, curvature: 0 } }
  let bestGain = 1e-6
  sums.gradient.forEach((gradientOf, feature) => {
    const curvatureOf = sums.curvature[feature]!
    const first = index * binCount
    const left: Node = { ...node, gradient: 0, curvature: 0 }
    for (let bin = 0; bin < binCount; bin++) {
      left.gradient += gradientOf[first + bin]!
      left.curvature += curvatureOf[first + bin]!
      const right: Node = {
        ...node,
        gradient: node.gradient - left.gradient,
        curvature: node.curvature - left.curvature,
      }
      if (left.curvature < leastWeight || right.curvature < leastWeight) continue
      const gain = worth(left, l2) + worth(right, l2) - worth(node, l2)
      const rise = leaf(right, l2) - leaf(left, l2)
      if (gain <= bestGain || rise * monotone[feature]! < 0) continue
      bestGain = gain
      best = { feature, bin, left: { ...left }, right }
    }
  })
  const direction = monotone[best.feature]!
  if (direction !== 0 && best.bin < binCount) {
    const middle = (leaf(best.left, l2) + leaf(best.right, l2)) / 2
    const [lower, upper] = direction > 0 ? [best.left, best.right] : [best.right, best.left]
    lower.high = Math.min(lower.high, middle)
    upper.low = Math.max(upper.low, middle)
  }
  return best
}

function leaf(node: Node, l2: number): number {
  return Math.min(node.high, Math.max(node.low, node.gradient / (node.curvature + l2)))
}

function worth(node: Node, l2: number): number {
  const answer = leaf(node, l2)
  return 2 * answer * node.gradient - answer * answer * (node.curvature + l2)
}

function quantiles(values: number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b)
  const edges = Array.from(
    { length: binCount - 1 },
    (_, k) => sorted[Math.floor(((k + 1) * sorted.length) / binCount)]!,
  )
  return [...new Set(edges)]
}

function sum(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0)
}
