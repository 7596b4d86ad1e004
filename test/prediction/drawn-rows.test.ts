import { describe, expect, it } from 'vitest'
import { crossValidate } from '../../electron/prediction/cross-validation.ts'
import { drawRows } from '../../electron/prediction/drawn-rows.ts'
import { friedman1, range } from './tables.ts'

// If these fail, a long table is judged on accounts that were learned from, or on a part that is not like the whole.
describe('rows of a long table', () => {
  it('are drawn by whole accounts, about as many as asked for, the same for the same seed', () => {
    const groups = range(60_000).map((row) => (row * 7919) % 6_007)
    const drawn = drawRows(range(60_000), groups, 20_000, 3)
    expect(Math.abs(drawn.length - 20_000)).toBeLessThan(200)
    const inside = new Set(Array.from(drawn, (row) => groups[row]!))
    expect(range(60_000).filter((row) => inside.has(groups[row]!))).toEqual(drawn)
    expect(drawRows(range(60_000), groups, 20_000, 3)).toEqual(drawn)
    expect(drawRows(range(60_000), groups, 20_000, 4)).not.toEqual(drawn)
  })

  it('are all there where there are few, and drawn one by one where accounts are few', () => {
    const groups = range(5_000).map((row) => row % 3)
    expect(drawRows(range(5_000), groups, 5_000, 0)).toEqual(range(5_000))
    const drawn = drawRows(range(5_000), groups, 1_000, 0)
    expect(drawn).toHaveLength(1_000)
    for (const group of [0, 1, 2]) {
      // 333 ± 5 standard deviations of a draw without replacement.
      expect(Math.abs(drawn.filter((row) => groups[row] === group).length - 333)).toBeLessThan(70)
    }
  })

  it('that are held out in great number are answered as those that are few', async () => {
    // Friedman's problem: what the parts of 4,096 say comes as near to the truth as what a few are told.
    const { matrix, truth, target } = friedman1(6_000)
    const all = range(6_000)
    const validation = await crossValidate({
      matrix,
      target,
      groups: all,
      folds: [{ training: all.slice(0, 1_000), held: all.slice(1_000) }],
      candidates: 1,
      seed: 0,
      onProgress: () => Promise.resolve(),
    })
    const apart = (from: number, to: number): number => {
      let sum = 0
      for (let row = from; row < to; row++) {
        sum += (validation.forecasts.prediction[row]! - truth[row]!) ** 2 / (to - from)
      }
      return sum
    }
    expect(validation.rows).toEqual(all.slice(1_000))
    // The truth has a variance of 23.8.
    expect(apart(1_000, 5_096)).toBeLessThan(4)
    expect(apart(5_096, 6_000)).toBeLessThan(4)
  })
})
