import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seriesOf } from '../../electron/vision/series.ts'

describe('a series of ten steps a second', () => {
  it('has as many steps as the draft lasts tenths, the last one begun counting', () => {
    expect(seriesOf([1], [0], 1)).toHaveLength(10)
    expect(seriesOf([1], [0], 1.01)).toHaveLength(11)
    expect(seriesOf([1], [0], 0)).toHaveLength(1)
  })

  it('weights frames by how long they are shown within a step', () => {
    // 0.075 s of 1, then 4: the first step is (0.075 · 1 + 0.025 · 4) / 0.1.
    const series = seriesOf([1, 4], [0, 0.075], 0.2)
    expect(series[0]).toBeCloseTo(1.75, 6)
    expect(series[1]).toBeCloseTo(4, 6)
  })

  it('holds the frame that is shown where none begins', () => {
    expect(Array.from(seriesOf([2, 8], [0, 0.5], 0.7))).toEqual([2, 2, 2, 2, 2, 8, 8])
  })

  it('leaves out what could not be measured', () => {
    expect(Array.from(seriesOf([NaN, 3, NaN, NaN], [0, 0.05, 0.1, 0.15], 0.2))).toEqual([3, NaN])
  })

  it('keeps the mean over time', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ value: fc.integer({ min: 0, max: 255 }), ms: fc.integer({ min: 1, max: 700 }) }),
          {
            minLength: 1,
            maxLength: 40,
          },
        ),
        (frames) => {
          let total = 0
          const timesS = frames.map(({ ms }) => (total += ms) / 1000 - ms / 1000)
          const durationS = total / 1000
          const series = seriesOf(
            frames.map(({ value }) => value),
            timesS,
            durationS,
          )
          const integral = frames.reduce((sum, { value, ms }) => sum + (value * ms) / 1000, 0)
          const stepped = series.reduce(
            (sum, value, i) => sum + value * (Math.min(durationS, (i + 1) / 10) - i / 10),
            0,
          )
          expect(stepped).toBeCloseTo(integral, 2)
        },
      ),
    )
  })
})
