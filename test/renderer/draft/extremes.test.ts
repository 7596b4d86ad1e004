import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extremesOf } from '../../../renderer/draft/timeline/extremes.ts'

const values = fc.array(fc.oneof(fc.integer({ min: -127, max: 127 }), fc.constant(null)), { maxLength: 200 })

describe('least and greatest of a stretch', () => {
  it('are those of a search through the stretch, or peaks would be lost when zoomed out', () => {
    fc.assert(
      fc.property(
        values,
        fc.integer({ min: -5, max: 205 }),
        fc.integer({ min: -5, max: 205 }),
        (series, a, b) => {
          const extremes = extremesOf(Float32Array.from(series, (value) => value ?? NaN))
          const stretch = series.slice(Math.max(0, a), Math.max(0, b)).filter((value) => value !== null)
          expect(extremes.least(a, b)).toBe(Math.min(...stretch))
          expect(extremes.greatest(a, b)).toBe(Math.max(...stretch))
        },
      ),
    )
  })

  it('take the least of one series and the greatest of the other, as a waveform has them', () => {
    const extremes = extremesOf(Int8Array.of(-3, -90, -1), Int8Array.of(4, 2, 100))
    expect([extremes.least(0, 3), extremes.greatest(0, 3)]).toEqual([-90, 100])
    expect([extremes.least(2, 3), extremes.greatest(0, 2)]).toEqual([-1, 4])
  })
})
