import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldsOf, groupFolds, shuffledFolds, timeOrderedFolds } from '../../electron/prediction/folds.ts'
import { sharedMaterial } from '../shared-material.ts'
import { range } from './tables.ts'

/** Places of the sorted distinct values, as numpy's unique(return_inverse=True) gives them. */
function placesOf(values: readonly number[]): Int32Array {
  const sorted = [...new Set(values)].sort((a, b) => a - b)
  const places = new Map(sorted.map((value, place) => [value, place]))
  return Int32Array.from(values, (value) => places.get(value)!)
}

/** Groups from a linear congruential generator, which any language can repeat. */
function drawn(rows: number, groups: number): number[] {
  let state = 12_345
  return Array.from({ length: rows }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return (state >> 8) % groups
  })
}

function sha256Of(groups: readonly number[]): string {
  return createHash('sha256')
    .update(groupFolds(placesOf(groups), 5).join(''))
    .digest('hex')
}

// If these fail, figures are not of the folds that scikit-learn would judge on, or a group stands on both sides.
describe('folds', () => {
  it("put groups where scikit-learn's GroupKFold puts them", () => {
    // scikit-learn 1.9.1, numpy 2.4.6: GroupKFold(5).split(g, g, g), of longer ones sha256 of the folds one after the other.
    const few = [3, 1, 1, 2, 2, 2, 5, 5, 4, 4, 4, 4, 7, 8, 8, 9, 9, 9, 9, 9]
    expect([...groupFolds(placesOf(few), 5)]).toEqual([
      2, 3, 3, 2, 2, 2, 4, 4, 1, 1, 1, 1, 4, 3, 3, 0, 0, 0, 0, 0,
    ])
    expect(groupFolds(placesOf(drawn(300, 90)), 5).join('')).toBe(
      '331120334144243231130420402241233212440413401121110001030020304033110122022133433423404001223030020111322440344113213101312014043412430120320112134344243332422304403023431111302140124200300211411200433021221340234412203303102043403144120332240241034231423431243014414042442221424433102112043004020213',
    )
    const sums = [
      [1000, 17, '655385b0af891ea22f7990a1591d2cc265f959114987af05d33c6b32c21e24cf'],
      [1000, 300, '31c0615a87aab46a43fba11af66ecf7b3d9ce6c764fa7af5c3541feff49c6b1b'],
      [4000, 3500, '8c58cc924042c3f0d50b30e87ebcc910482ea819080f149bd4ccabad41e4576e'],
      [20000, 300, 'aed39fdec38dfb71992ed1e84eac29a9f1a44acf75583fd1f57a5a74b60f5961'],
      [5000, 100_000, 'bcf1055c18b0a52fba90c8e5f460c939d89205796c84bdfc1d6d04963f9e058e'],
    ] as const
    for (const [rows, groups, sum] of sums) expect(sha256Of(drawn(rows, groups))).toBe(sum)
  })

  it.skipIf(sharedMaterial('tables') === null)('put the accounts of a real table there as well', () => {
    const [header, ...lines] = readFileSync(sharedMaterial('tables/tiktok_posts.csv')!, 'utf8')
      .trim()
      .split('\n')
    const place = header!.split(',').indexOf('account')
    expect(sha256Of(lines.map((line) => Number(line.split(',')[place])))).toBe(
      '0b1c10b35e9b9dec72301b4ae991059456f6a82a66458222a4bd3f2490c6afe8',
    )
  })

  it('never put a group on both sides, and hold every row once', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 20, maxLength: 80 }), (names) => {
        const groups = placesOf(names)
        const folds = foldsOf(range(names.length), groupFolds(groups, 3), 3)
        expect(folds.flatMap(({ held }) => [...held]).sort((a, b) => a - b)).toEqual([...range(names.length)])
        for (const { training, held } of folds) {
          const inside = new Set(Array.from(training, (row) => groups[row]!))
          expect(Array.from(held, (row) => inside.has(groups[row]!))).not.toContain(true)
        }
      }),
    )
  })

  it('in order of time never train on what came later', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 12, maxLength: 60 }), (times) => {
        const folds = timeOrderedFolds(range(times.length), times, 5)
        expect(folds).toHaveLength(5)
        for (const { training, held } of folds) {
          const last = Math.max(...Array.from(training, (row) => times[row]!))
          expect(Math.min(...Array.from(held, (row) => times[row]!))).toBeGreaterThanOrEqual(last)
        }
      }),
    )
  })

  it('drawn by seed are the same for the same seed and others for another', () => {
    expect(shuffledFolds(50, 5, 0)).toEqual(shuffledFolds(50, 5, 0))
    expect(shuffledFolds(50, 5, 1)).not.toEqual(shuffledFolds(50, 5, 0))
  })
})
