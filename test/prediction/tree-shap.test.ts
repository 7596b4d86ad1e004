import { describe, expect, it } from 'vitest'
import type { FeatureMatrix } from '../../electron/prediction/feature-matrix.ts'
import { binRows, chooseBins } from '../../electron/prediction/trees/binning.ts'
import { boost, usualBoosting } from '../../electron/prediction/trees/boosting.ts'
import { growForest, usualForest } from '../../electron/prediction/trees/forest.ts'
import { expectedAnswer, shapleyValues } from '../../electron/prediction/trees/tree-shap.ts'
import { answersOf, goesLeft, type Trees } from '../../electron/prediction/trees/trees.ts'
import { friedman1, matrixOf, normals, range, uniforms } from './tables.ts'

/** What a tree answers when only some features are known: the definition, node by node (Lundberg et al. 2020, algorithm 1). */
function answerKnowing(
  trees: Trees,
  node: number,
  matrix: FeatureMatrix,
  row: number,
  known: number,
): number {
  const feature = trees.feature[node]!
  if (feature < 0) return trees.value[node]!
  const [left, right] = [trees.left[node]!, trees.right[node]!]
  const of = (child: number): number => answerKnowing(trees, child, matrix, row, known)
  if ((known >> feature) & 1) {
    return of(goesLeft(trees, node, matrix.columns[feature]![row]!) ? left : right)
  }
  const all = trees.cover[left]! + trees.cover[right]!
  return (trees.cover[left]! * of(left) + trees.cover[right]! * of(right)) / all
}

/** Shapley's values by their definition, over all sets of features. */
function byDefinition(trees: Trees, matrix: FeatureMatrix, row: number): number[] {
  const count = matrix.features.length
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1))
  const sum = (known: number): number =>
    trees.roots.reduce((total, root) => total + answerKnowing(trees, root, matrix, row, known), 0)
  return Array.from({ length: count }, (_, feature) => {
    let value = 0
    for (let known = 0; known < 1 << count; known++) {
      if ((known >> feature) & 1) continue
      const size = known.toString(2).replaceAll('0', '').length
      const weight = (factorial(size) * factorial(count - size - 1)) / factorial(count)
      value += weight * (sum(known | (1 << feature)) - sum(known))
    }
    return value
  })
}

function mixed(seed: number): { matrix: FeatureMatrix; target: Float64Array } {
  const rows = 200
  const numbers = [0, 1, 2].map((f) =>
    Array.from(uniforms(rows, seed + f), (value, i) => (i % (5 + f) === 0 ? NaN : value)),
  )
  const category = Array.from(uniforms(rows, seed + 3), (value) => Math.floor(6 * value))
  const noise = normals(rows, seed + 4)
  const target = noise.map(
    (value, i) =>
      0.2 * value +
      (numbers[0]![i]! > 0.5 ? 1 : 0) * (numbers[1]![i]! > 0.3 ? 2 : -1) +
      [0, 2, 1, 3, 1, 0][category[i]!]!,
  )
  const categories = ['a', 'b', 'c', 'd', 'e', 'f']
  return { matrix: matrixOf([...numbers, category], [{}, {}, {}, { kind: 'category', categories }]), target }
}

// If these fail, "what moved it" names the wrong things or does not add up to the forecast.
describe('what moves a forecast', () => {
  it.each([1, 2, 3])(
    'is what Shapley’s definition gives, with missing values and categories (table %i)',
    (seed) => {
      const { matrix, target } = mixed(100 * seed)
      const rows = range(matrix.rows)
      const binned = binRows(matrix, chooseBins(matrix, rows, 64))
      const options = {
        ...usualBoosting,
        trees: 4,
        mostDepth: 5,
        leastRows: 3,
        learningRate: 0.5,
        categoryL2: 0,
      }
      const none = new Int32Array()
      const { trees } = boost({ binned, monotone: [], rows, asked: none, watched: none, target, options })
      expect(trees.set.some((set) => set >= 0)).toBe(true)
      for (let row = 0; row < 12; row++) {
        const exact = byDefinition(trees, matrix, row)
        shapleyValues(trees, matrix, row).forEach((value, f) => expect(value).toBeCloseTo(exact[f]!, 9))
      }
    },
  )

  it('adds up to the forecast less what is expected of any row', () => {
    const { matrix, target } = friedman1(400)
    const rows = range(400)
    const binned = binRows(matrix, chooseBins(matrix, rows, 64))
    const { trees } = growForest({
      binned,
      monotone: [],
      rows,
      asked: new Int32Array(),
      groups: rows,
      target,
      options: { ...usualForest, trees: 20, leastRows: 2 },
    })
    const answers = answersOf(trees, matrix)
    const base = expectedAnswer(trees)
    for (let row = 0; row < 40; row++) {
      const sum = shapleyValues(trees, matrix, row).reduce((total, value) => total + value, 0)
      expect(sum).toBeCloseTo(answers[row]! - base, 9)
    }
  })
})
