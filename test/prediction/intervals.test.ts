import { describe, expect, it } from 'vitest'
import { coverage, meanWidth } from '../../electron/prediction/accuracy.ts'
import { conformalWidening } from '../../electron/prediction/conformal.ts'
import { crossValidate } from '../../electron/prediction/cross-validation.ts'
import { foldsOf, groupFolds } from '../../electron/prediction/folds.ts'
import { figuresOf } from '../../electron/prediction/validation-figures.ts'
import { matrixOf, normals, range, uniforms } from './tables.ts'

// If these fail, "80 %" is a decoration.
describe('intervals', () => {
  it('widened by held-out scores cover their share of new rows, whatever the model said', () => {
    // Bounds that are far too narrow, from a source whose quantiles are known.
    let covered = 0
    const repeats = 400
    for (let seed = 0; seed < repeats; seed++) {
      const held = normals(60, 2 * seed)
      const bound = held.map(() => 0.1)
      const widening = conformalWidening(
        held,
        bound.map((value) => -value),
        bound,
        0.8,
      )
      const fresh = normals(50, 2 * seed + 1)
      const width = fresh.map(() => 0.1 + widening)
      covered +=
        coverage(
          fresh,
          width.map((value) => -value),
          width,
        ) / repeats
    }
    // The theorem promises from 80 % to 80 % + 1/61.
    expect(covered).toBeGreaterThan(0.79)
    expect(covered).toBeLessThan(0.83)
  })

  it('cover accounts that were never seen, and are narrower than one width for all where the spread differs', async () => {
    const accounts = 300
    const rows = 2_400
    const groups = range(rows).map((row) => row % accounts)
    const x = [1, 2, 3, 4, 5].map((seed) => Array.from(uniforms(rows, seed)))
    const own = normals(accounts, 6)
    const noise = normals(rows, 7)
    const target = noise.map(
      (z, i) => 4 * x[0]![i]! + own[groups[i]!]! * 0.5 + z * (0.2 + 3 * x[1]![i]! ** 2),
    )
    const validation = await crossValidate({
      matrix: matrixOf(x),
      target,
      groups,
      folds: foldsOf(range(rows), groupFolds(groups, 5), 5),
      candidates: 3,
      seed: 0,
      onProgress: () => Promise.resolve(),
    })
    const figures = figuresOf(validation, target, groups)
    expect(Math.abs(figures.coverage80 - 0.8)).toBeLessThan(0.025)
    expect(Math.abs(figures.coverage50 - 0.5)).toBeLessThan(0.03)
    // The shortest intervals that cover 80 % over all are damped: wide ones cover less than narrow ones.
    expect(figures.width80).toBeLessThan(0.97 * figures.constantWidth80)
    const { low80, high80 } = validation.forecasts
    const wide = range(rows).filter((row) => x[1]![row]! > 0.9)
    const narrow = range(rows).filter((row) => x[1]![row]! < 0.3)
    const of = (values: Float64Array, some: Int32Array) => Float64Array.from(some, (row) => values[row]!)
    const width = (some: Int32Array) => meanWidth(of(low80, some), of(high80, some))
    expect(width(wide)).toBeGreaterThan(1.5 * width(narrow))
    for (let row = 0; row < rows; row++) {
      const { low50, high50 } = validation.forecasts
      expect(low80[row]! <= low50[row]! && low50[row]! <= high50[row]! && high50[row]! <= high80[row]!).toBe(
        true,
      )
    }
  }, 40_000)
})
