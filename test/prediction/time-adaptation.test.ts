import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coverage } from '../../electron/prediction/accuracy.ts'
import type { Validation } from '../../electron/prediction/cross-validation.ts'
import { adaptInTime } from '../../electron/prediction/time-adaptation.ts'
import { normals, range } from './tables.ts'

const day = 86_400_000

/** What a model says that takes every outcome for a standard normal one: right intervals as long as that is true. */
function standardNormal(rows: number): Validation {
  const all = (value: number): Float64Array => new Float64Array(rows).fill(value)
  // scipy.stats.norm.ppf(0.9) and (0.75).
  const [end80, end50] = [1.281_551_565_544_600_4, 0.674_489_750_196_081_7]
  const ends = { low80: all(-end80), high80: all(end80), low50: all(-end50), high50: all(end50) }
  return { forecasts: { prediction: all(0), ...ends }, medians: all(0), constant: ends, rows: range(rows) }
}

function adapted(outcomes: Float64Array, lagDays = 0) {
  const times = Float64Array.from(outcomes, (_, i) => i * day)
  return adaptInTime(standardNormal(outcomes.length), outcomes, times, { kind: 'as-is' }, lagDays * day)
}

// If these fail, the intervals of a channel that changes hold what they like, or know what has not come yet.
describe('intervals in order of time', () => {
  it.each([
    ['is as it was', (z: number) => z],
    ['grows', (z: number, share: number) => z + 6 * share],
    ['doubles its spread half way', (z: number, share: number) => (share < 0.5 ? z : 2.5 * z)],
    ['jumps', (z: number, share: number) => (share < 0.5 ? z : z + 5)],
  ])('hold their share of a channel that %s', (_, change) => {
    const rows = 400
    for (const seed of [1, 2, 3]) {
      const outcomes = normals(rows, seed).map((z, i) => change(z, i / rows))
      const { low80, high80, low50, high50 } = adapted(outcomes).validation.forecasts
      // An end misses its share by how far it had to move / (0.15 · 400): 5 % where both have to move by 1.5 half widths, and a tremble.
      expect(Math.abs(coverage(outcomes, low80, high80) - 0.8)).toBeLessThan(0.07)
      expect(Math.abs(coverage(outcomes, low50, high50) - 0.5)).toBeLessThan(0.07)
    }
  })

  it('without following would hold far less of one that grows', () => {
    const outcomes = normals(400, 1).map((z, i) => z + (6 * i) / 400)
    const { low80, high80 } = standardNormal(400).forecasts
    expect(coverage(outcomes, low80, high80)).toBeLessThan(0.4)
  })

  it('know nothing of a post until its outcome is known, and keep one within the other', () => {
    const value = fc.double({ min: -20, max: 20, noNaN: true })
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 12, maxLength: 60 }),
        fc.nat(40),
        fc.nat(5),
        (values, from, lag) => {
          const outcomes = Float64Array.from(values)
          const changed = outcomes.map((outcome, i) => (i >= from ? -outcome - 1 : outcome))
          const one = adapted(outcomes, lag).validation.forecasts
          const other = adapted(changed, lag).validation.forecasts
          for (const name of ['low80', 'high80', 'low50', 'high50'] as const) {
            expect(one[name].slice(0, from + lag + 1)).toEqual(other[name].slice(0, from + lag + 1))
          }
          values.forEach((_, i) => {
            expect(one.low80[i]! <= one.low50[i]! && one.low50[i]! <= one.high50[i]!).toBe(true)
            expect(one.high50[i]!).toBeLessThanOrEqual(one.high80[i]!)
          })
        },
      ),
    )
  })

  it('move outward by what came, and stay where they were right', () => {
    const wild = adapted(normals(300, 5).map((z) => 3 * z)).moves
    // Right ends are those of three times the spread: two half widths further out.
    for (const move of [wild.of80.low, wild.of80.high]) expect(Math.abs(move - 2)).toBeLessThan(0.8)
    const calm = adapted(normals(300, 6)).moves
    for (const move of [calm.of80.low, calm.of80.high]) expect(Math.abs(move)).toBeLessThan(0.6)
  })
})
