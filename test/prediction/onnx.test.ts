import { describe, expect, it } from 'vitest'
import { forecast, forecasterOf, type Forecasts } from '../../electron/prediction/forecaster.ts'
import { learn } from '../../electron/prediction/learn.ts'
import { openOnnx } from '../../electron/prediction/onnx/run-model.ts'
import { writeOnnx } from '../../electron/prediction/onnx/write-model.ts'
import type { TargetScale } from '../../electron/prediction/target-scale.ts'
import { matrixOf, normals, range, uniforms } from './tables.ts'

/** Numbers with holes, a category with holes, and an outcome that depends on all of them. */
function mixedTable(rows: number, seed: number) {
  const number = Array.from(uniforms(rows, seed), (value, i) => (i % 7 === 3 ? NaN : 100 * value))
  const wide = Array.from(normals(rows, seed + 1), (value) => 1e7 * value)
  const category = Array.from(uniforms(rows, seed + 2), (value, i) =>
    i % 11 === 5 ? NaN : Math.floor(12 * value),
  )
  const noise = normals(rows, seed + 3)
  const target = Float64Array.from(
    noise,
    (value, i) =>
      (Number.isNaN(number[i]!) ? 2 : Math.sin(number[i]! / 10)) +
      [1, 5, 9].indexOf(category[i]!) +
      (wide[i]! > 0 ? 1 : 0) +
      0.5 * value,
  )
  const categories = Array.from({ length: 12 }, (_, place) => `kind ${place}`)
  return { matrix: matrixOf([number, wide, category], [{}, {}, { kind: 'category', categories }]), target }
}

// If these fail, the exported model forecasts something else than the one whose figures are on its card.
describe('a model written as ONNX', () => {
  it.each<TargetScale>([{ kind: 'as-is' }, { kind: 'log', unit: 3 }])(
    'forecasts on ONNX Runtime what the trainer forecasts, to 1e-5 ($kind)',
    async (scale) => {
      const { matrix, target } = mixedTable(600, 5)
      const rows = range(600)
      const learned = learn({
        matrix,
        target,
        groups: rows,
        rows,
        asked: new Int32Array(),
        candidates: 2,
        seed: 0,
      })
      const forecaster = forecasterOf(learned, scale)
      const bytes = writeOnnx(forecaster, matrix.features, { model: 'test' })
      const onnx = await openOnnx(bytes)
      if (!onnx) {
        console.warn('skipped: ONNX Runtime has no binary here')
        return
      }
      const fresh = mixedTable(3_000, 99)
      const offsets = normals(3_000, 4).map(Math.fround)
      const own = forecast(forecaster, fresh.matrix, offsets)
      const theirs = await onnx.forecast(fresh.matrix, offsets)
      for (const name of Object.keys(own) as (keyof Forecasts)[]) {
        let furthest = 0
        for (let row = 0; row < 3_000; row++) {
          const apart = Math.abs(own[name][row]! - theirs[name][row]!)
          furthest = Math.max(furthest, apart / Math.max(1, Math.abs(own[name][row]!)))
        }
        expect(furthest, name).toBeLessThan(1e-5)
      }
      // The comparison would be worth nothing if every row were forecast alike.
      expect(new Set(own.prediction.map((value) => Math.round(value * 100))).size).toBeGreaterThan(100)
    },
  )

  it('takes a missing value and an unknown category the way they went in training', async () => {
    const { matrix, target } = mixedTable(600, 5)
    const rows = range(600)
    const learned = learn({
      matrix,
      target,
      groups: rows,
      rows,
      asked: new Int32Array(),
      candidates: 1,
      seed: 0,
    })
    const forecaster = forecasterOf(learned, { kind: 'as-is' })
    const onnx = await openOnnx(writeOnnx(forecaster, matrix.features, {}))
    const holes = {
      ...matrix,
      rows: 2,
      columns: [
        [NaN, 5],
        [NaN, NaN],
        [NaN, 3],
      ].map((c) => Float32Array.from(c)),
    }
    const own = forecast(forecaster, holes, new Float64Array(2))
    expect((await onnx?.forecast(holes, new Float64Array(2)))?.prediction[0]).toBeCloseTo(
      own.prediction[0]!,
      5,
    )
  })
})
