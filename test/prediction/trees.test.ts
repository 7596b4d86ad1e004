import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rSquared } from '../../electron/prediction/accuracy.ts'
import type { FeatureMatrix } from '../../electron/prediction/feature-matrix.ts'
import { binRows, chooseBins } from '../../electron/prediction/trees/binning.ts'
import {
  boost,
  usualBoosting,
  type Boosted,
  type BoostingOptions,
} from '../../electron/prediction/trees/boosting.ts'
import { growForest, usualForest } from '../../electron/prediction/trees/forest.ts'
import { answersOf } from '../../electron/prediction/trees/trees.ts'
import { friedman1, matrixOf, normals, range, uniforms } from './tables.ts'

const none = new Int32Array()

function boosted(
  matrix: FeatureMatrix,
  target: Float64Array,
  options: Partial<BoostingOptions>,
  rows = range(matrix.rows),
): Boosted {
  const binned = binRows(matrix, chooseBins(matrix, rows, 254))
  const monotone = matrix.features.map((feature) => feature.monotone)
  return boost({
    binned,
    monotone,
    rows,
    asked: none,
    watched: none,
    target,
    options: { ...usualBoosting, ...options },
  })
}

const oneQuestion = { trees: 1, mostDepth: 1, learningRate: 1, l2: 0, leastRows: 1, categoryL2: 0 }

/** The least sum of squares that one question can leave, tried one by one. */
function leastSquares(sides: Iterable<boolean[]>, target: Float64Array): number {
  const spread = (values: number[]): number => {
    const mean = values.reduce((a, b) => a + b, 0) / values.length
    return values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  }
  let least = Infinity
  for (const isLeft of sides) {
    const left = [...target].filter((_, i) => isLeft[i])
    const right = [...target].filter((_, i) => !isLeft[i])
    if (left.length > 0 && right.length > 0) least = Math.min(least, spread(left) + spread(right))
  }
  return least
}

function squaresLeft({ start, trees }: Boosted, matrix: FeatureMatrix, target: Float64Array): number {
  return answersOf(trees, matrix).reduce((sum, answer, i) => sum + (start + answer - target[i]!) ** 2, 0)
}

// If these fail, trees ask worse questions than there are, or something else than they were told to.
describe('a tree', () => {
  it('asks the best of all questions, missing values on either side', () => {
    const values = fc.array(
      fc.tuple(fc.option(fc.integer({ min: 0, max: 6 })), fc.integer({ min: -9, max: 9 })),
      {
        minLength: 4,
        maxLength: 14,
      },
    )
    fc.assert(
      fc.property(values, (pairs) => {
        const column = pairs.map(([value]) => value ?? NaN)
        const target = Float64Array.from(pairs, ([, outcome]) => outcome)
        const matrix = matrixOf([column])
        const found = squaresLeft(boosted(matrix, target, oneQuestion), matrix, target)
        const sides = [0, 1, 2, 3, 4, 5, 6].flatMap((limit) =>
          [true, false].map((missing) =>
            column.map((value) => (Number.isNaN(value) ? missing : value <= limit)),
          ),
        )
        const whole = target.reduce((sum, value) => sum + (value - mean(target)) ** 2, 0)
        expect(found).toBeCloseTo(Math.min(whole, leastSquares(sides, target)), 6)
      }),
      { numRuns: 300 },
    )
  })

  it('splits categories as well as any of all ways to part them', () => {
    const values = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: -9, max: 9 })), {
      minLength: 4,
      maxLength: 20,
    })
    fc.assert(
      fc.property(values, (pairs) => {
        const column = pairs.map(([value]) => value)
        const target = Float64Array.from(pairs, ([, outcome]) => outcome)
        const matrix = matrixOf([column], [{ kind: 'category', categories: ['a', 'b', 'c', 'd', 'e'] }])
        const found = squaresLeft(boosted(matrix, target, oneQuestion), matrix, target)
        const sides = Array.from({ length: 32 }, (_, set) =>
          column.map((value) => ((set >> value) & 1) === 1),
        )
        const whole = target.reduce((sum, value) => sum + (value - mean(target)) ** 2, 0)
        expect(found).toBeCloseTo(Math.min(whole, leastSquares(sides, target)), 6)
      }),
      { numRuns: 300 },
    )
  })

  it('answers by raw values as it did by bins while it was trained', () => {
    const { matrix, target } = friedman1(500)
    const holes = {
      ...matrix,
      columns: matrix.columns.map((column, f) => column.map((v, i) => ((i + f) % 9 ? v : NaN))),
    }
    const { scores, start, trees } = boosted(holes, target, { trees: 60, rowShare: 0.6, columnShare: 0.5 })
    answersOf(trees, holes).forEach((answer, row) => expect(start + answer).toBeCloseTo(scores[row]!, 9))
  })

  it('is grown from the same rows in the same way for a seed, and otherwise for another', () => {
    const { matrix, target } = friedman1(300)
    const grow = (seed: number) =>
      boosted(matrix, target, { trees: 10, rowShare: 0.5, columnShare: 0.5, seed }).trees
    expect(grow(3)).toEqual(grow(3))
    expect(grow(4).threshold).not.toEqual(grow(3).threshold)
  })
})

function mean(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0) / values.length
}

describe('boosting', () => {
  it('learns Friedman’s first problem as far as its peers do', () => {
    const train = friedman1(2_000, { seed: 1 })
    const test = friedman1(2_000, { seed: 2 })
    const { start, trees } = boosted(train.matrix, train.target, { trees: 200, mostDepth: 99, l2: 0 })
    const answers = answersOf(trees, test.matrix).map((answer) => start + answer)
    // scikit-learn 1.2.1, HistGradientBoostingRegressor(max_iter=200, learning_rate=.05) on the same rows: R² 0.969.
    expect(rSquared(test.truth, answers)!).toBeGreaterThan(0.96)
  })

  it('never lowers a forecast where more may only be more', () => {
    const x = uniforms(400, 1)
    const target = normals(400, 2).map((value, i) => value + 2 * Math.sin(9 * x[i]!))
    const other = uniforms(400, 3)
    const matrix = matrixOf([Array.from(x), Array.from(other)], [{ monotone: 1 }, {}])
    const { trees } = boosted(matrix, target, { trees: 80, leastRows: 5 })
    for (const fixed of [0.1, 0.5, 0.9]) {
      const steps = Array.from({ length: 200 }, (_, i) => i / 200)
      const answers = answersOf(trees, matrixOf([steps, steps.map(() => fixed)]))
      for (let i = 1; i < 200; i++) expect(answers[i]).toBeGreaterThanOrEqual(answers[i - 1]! - 1e-12)
      expect(answers[199]).toBeGreaterThan(answers[0]!)
    }
  })

  it('finds the quantile, the rate and the probability of a known source', () => {
    const rows = 8_000
    const x = uniforms(rows, 5)
    const matrix = matrixOf([x.map((value) => Math.floor(4 * value))].map((c) => Array.from(c)))
    const noise = normals(rows, 6)
    const place = matrix.columns[0]!
    const scale = Float64Array.from(place, (value) => 1 + value)
    const at = (values: Float64Array, value: number): number => values[place.indexOf(value)]!
    const options = { trees: 120, learningRate: 0.1, mostDepth: 3, l2: 0 }

    const upper = boosted(
      matrix,
      noise.map((z, i) => z * scale[i]!),
      { ...options, loss: { kind: 'quantile', share: 0.9 } },
    )
    // The quantile of 90 % of the normal distribution is 1.2816 deviations up.
    for (const value of [0, 3]) expect(at(upper.scores, value) / (1 + value)).toBeCloseTo(1.2816, 0.5)

    const middle = boosted(
      matrix,
      noise.map((z, i) => Math.exp(z) * scale[i]!),
      { ...options, loss: { kind: 'absolute' } },
    )
    for (const value of [0, 3])
      expect(Math.abs(at(middle.scores, value) / (1 + value) - 1)).toBeLessThan(0.12)

    const uniform = uniforms(rows, 7)
    const counts = uniform.map((u, i) => poisson(u, scale[i]!))
    const rate = boosted(matrix, counts, { ...options, loss: { kind: 'poisson' } })
    for (const value of [0, 3])
      expect(Math.abs(Math.exp(at(rate.scores, value)) / (1 + value) - 1)).toBeLessThan(0.06)

    const won = uniform.map((u, i) => (u < scale[i]! / 5 ? 1 : 0))
    const odds = boosted(matrix, won, { ...options, loss: { kind: 'logistic' } })
    for (const value of [0, 3]) {
      expect(Math.abs(1 / (1 + Math.exp(-at(odds.scores, value))) - (1 + value) / 5)).toBeLessThan(0.03)
    }
  })

  it('stops when the watched rows gain no more', () => {
    const { matrix } = friedman1(400)
    const target = normals(400, 8)
    const rows = range(300)
    const binned = binRows(matrix, chooseBins(matrix, rows, 64))
    const watched = range(400).subarray(300)
    const { trees } = boost({
      binned,
      monotone: [],
      rows,
      asked: watched,
      watched,
      target,
      options: { ...usualBoosting, trees: 500 },
    })
    // Noise alone: there is nothing to learn.
    expect(trees.roots.length).toBeLessThan(30)
  })
})

function poisson(u: number, rate: number): number {
  let count = 0
  let probability = Math.exp(-rate)
  for (let sum = probability; u > sum && count < 100; sum += probability) probability *= rate / ++count
  return count
}

describe('a forest', () => {
  it('learns Friedman’s first problem as far as its peers do, and knows it without further rows', () => {
    const train = friedman1(2_000, { seed: 1 })
    const test = friedman1(2_000, { seed: 2 })
    const rows = range(2_000)
    const binned = binRows(train.matrix, chooseBins(train.matrix, rows, 254))
    const forest = growForest({
      binned,
      monotone: [],
      rows,
      asked: none,
      groups: rows,
      target: train.target,
      options: { ...usualForest, leastRows: 3, columnShare: 0.5 },
    })
    const answers = answersOf(forest.trees, test.matrix).map((answer) => forest.start + answer)
    // scikit-learn 1.2.1, RandomForestRegressor(100, min_samples_leaf=3, max_features=.5, random_state=0) on the same rows: R² 0.900.
    expect(rSquared(test.truth, answers)!).toBeGreaterThan(0.89)
    const held = rSquared(test.target, answers)!
    expect(Math.abs(rSquared(train.target, forest.outOfBag)! - held)).toBeLessThan(0.03)
  })

  it('leaves whole groups out of bag', () => {
    // A group's outcome can be known only from its other rows: out of bag there is nothing to know.
    const groups = range(600).map((row) => row % 60)
    const effect = normals(60, 9)
    const target = Float64Array.from(groups, (group) => effect[group]!)
    const matrix = matrixOf([Array.from(groups)])
    const binned = binRows(matrix, chooseBins(matrix, range(600), 254))
    const options = { ...usualForest, leastRows: 1 }
    const task = { binned, monotone: [], rows: range(600), asked: none, target, options }
    expect(rSquared(target, growForest({ ...task, groups }).outOfBag)!).toBeLessThan(0.2)
    expect(rSquared(target, growForest({ ...task, groups: range(600) }).outOfBag)!).toBeGreaterThan(0.9)
  })
})
