import type { FeatureMatrix } from '../feature-matrix.ts'

/** Words of 32 bits that hold which of 255 categories go left. */
export const setWords = 8

/**
 * Trees as flat columns, node after node; a tree begins at its root. A row's answer is the sum over the trees.
 *
 * A node with `feature` −1 is a leaf. At another a row goes left when its value is ≤ the threshold, or for a category when its
 * place is in the set; a missing value goes where `missingLeft` says.
 */
export interface Trees {
  roots: Int32Array
  feature: Int32Array
  /** Rounded to single precision. */
  threshold: Float64Array
  /** Where the node's set begins in `sets`; −1 for numbers. */
  set: Int32Array
  sets: Uint32Array
  missingLeft: Uint8Array
  left: Int32Array
  right: Int32Array
  /** The answer of a leaf, 0 elsewhere. */
  value: Float64Array
  /** Training rows that passed, for SHAP. */
  cover: Float64Array
}

/** Trees while they are grown. */
export interface GrowingTrees {
  roots: number[]
  feature: number[]
  threshold: number[]
  set: number[]
  sets: number[]
  missingLeft: number[]
  left: number[]
  right: number[]
  value: number[]
  cover: number[]
  /** The bin of a threshold: rows are led by bins while training. */
  bin: number[]
}

export function growingTrees(): GrowingTrees {
  return {
    roots: [],
    feature: [],
    threshold: [],
    set: [],
    sets: [],
    missingLeft: [],
    left: [],
    right: [],
    value: [],
    cover: [],
    bin: [],
  }
}

/** Adds a leaf and says where it stands. */
export function addLeaf(trees: GrowingTrees, value: number, cover: number): number {
  trees.feature.push(-1)
  trees.threshold.push(0)
  trees.set.push(-1)
  trees.missingLeft.push(0)
  trees.left.push(-1)
  trees.right.push(-1)
  trees.value.push(value)
  trees.cover.push(cover)
  trees.bin.push(0)
  return trees.feature.length - 1
}

/** The first `count` trees, finished; every answer times `scale`. */
export function finishTrees(growing: GrowingTrees, count = growing.roots.length, scale = 1): Trees {
  const nodes = count < growing.roots.length ? growing.roots[count]! : growing.feature.length
  return {
    roots: Int32Array.from(growing.roots.slice(0, count)),
    feature: Int32Array.from(growing.feature.slice(0, nodes)),
    threshold: Float64Array.from(growing.threshold.slice(0, nodes)),
    set: Int32Array.from(growing.set.slice(0, nodes)),
    sets: Uint32Array.from(growing.sets),
    missingLeft: Uint8Array.from(growing.missingLeft.slice(0, nodes)),
    left: Int32Array.from(growing.left.slice(0, nodes)),
    right: Int32Array.from(growing.right.slice(0, nodes)),
    value: Float64Array.from(growing.value.slice(0, nodes), (value) => value * scale),
    cover: Float64Array.from(growing.cover.slice(0, nodes)),
  }
}

/** Several ensembles as one; the answers of each times its weight. */
export function joinTrees(parts: readonly { trees: Trees; weight: number }[]): Trees {
  const count = (of: (trees: Trees) => { length: number }): number =>
    parts.reduce((sum, { trees }) => sum + of(trees).length, 0)
  const nodes = count((trees) => trees.feature)
  const joined: Trees = {
    roots: new Int32Array(count((trees) => trees.roots)),
    feature: new Int32Array(nodes),
    threshold: new Float64Array(nodes),
    set: new Int32Array(nodes),
    sets: new Uint32Array(count((trees) => trees.sets)),
    missingLeft: new Uint8Array(nodes),
    left: new Int32Array(nodes),
    right: new Int32Array(nodes),
    value: new Float64Array(nodes),
    cover: new Float64Array(nodes),
  }
  let node = 0
  let root = 0
  let set = 0
  for (const { trees, weight } of parts) {
    const moved = (by: number) => (at: number) => (at < 0 ? at : at + by)
    joined.roots.set(trees.roots.map(moved(node)), root)
    joined.feature.set(trees.feature, node)
    joined.threshold.set(trees.threshold, node)
    joined.set.set(trees.set.map(moved(set)), node)
    joined.sets.set(trees.sets, set)
    joined.missingLeft.set(trees.missingLeft, node)
    joined.left.set(trees.left.map(moved(node)), node)
    joined.right.set(trees.right.map(moved(node)), node)
    joined.value.set(
      trees.value.map((value) => value * weight),
      node,
    )
    joined.cover.set(trees.cover, node)
    node += trees.feature.length
    root += trees.roots.length
    set += trees.sets.length
  }
  return joined
}

/** Whether a value goes left at a node. */
export function goesLeft(trees: Trees, node: number, value: number): boolean {
  const set = trees.set[node]!
  if (Number.isNaN(value)) return trees.missingLeft[node] === 1
  if (set < 0) return value <= trees.threshold[node]!
  if (!(value >= 0 && value < setWords * 32)) return trees.missingLeft[node] === 1
  return ((trees.sets[set + (value >> 5)]! >>> (value & 31)) & 1) === 1
}

/** The sum of the trees' answers for every row. */
export function answersOf(trees: Trees, matrix: FeatureMatrix): Float64Array {
  const answers = new Float64Array(matrix.rows)
  const { columns } = matrix
  const { feature, threshold, set, left, right, value } = trees
  for (const root of trees.roots) {
    for (let row = 0; row < matrix.rows; row++) {
      let node = root
      for (let asked = feature[node]!; asked >= 0; asked = feature[node]!) {
        const known = columns[asked]![row]!
        // A missing value is neither; numbers, which are most, are told without a call.
        const isLeft =
          set[node]! < 0 && known === known ? known <= threshold[node]! : goesLeft(trees, node, known)
        node = isLeft ? left[node]! : right[node]!
      }
      answers[row]! += value[node]!
    }
  }
  return answers
}
