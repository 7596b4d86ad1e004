import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldsOf, groupFolds, shuffledFolds, timeOrderedFolds } from '../../electron/prediction/folds.ts'
import { range } from './tables.ts'

/** Places of the sorted distinct values, as numpy's unique(return_inverse=True) gives them. */
function placesOf(values: readonly number[]): Int32Array {
  const sorted = [...new Set(values)].sort((a, b) => a - b)
  return Int32Array.from(values, (value) => sorted.indexOf(value))
}

// If these fail, figures are not of the folds that scikit-learn would judge on, or a group stands on both sides.
describe('folds', () => {
  it("put groups where scikit-learn's GroupKFold puts them", () => {
    // scikit-learn 1.2.1, numpy 1.24.2: GroupKFold(5).split(g, g, g).
    const few = [3, 1, 1, 2, 2, 2, 5, 5, 4, 4, 4, 4, 7, 8, 8, 9, 9, 9, 9, 9]
    expect([...groupFolds(placesOf(few), 5)]).toEqual([
      2, 3, 3, 2, 2, 2, 4, 4, 1, 1, 1, 1, 4, 3, 3, 0, 0, 0, 0, 0,
    ])
    let state = 12_345
    const many = Array.from({ length: 300 }, () => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
      return (state >> 8) % 90
    })
    expect(groupFolds(placesOf(many), 5).join('')).toBe(
      '122120101134320402202343431334012001433331400043240013204032103102340334224211222441414412322013143431104400302241021414420304120123210331031231211013330014443300331030414242203441233202420402323110430112434000232231330340203040302242234104134242214112241404310043410244402112103410213243131443211102',
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
