import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { curveIds, packCurves, unpackCurves } from '../../shared/contract/curves.ts'
import { measurementOf } from '../scoring/measurements.ts'

const series = fc.array(fc.option(fc.float({ noNaN: true, noDefaultInfinity: true })), { maxLength: 40 })

/** If these failed, a lane would draw another curve than was measured, or draw a gap as a value. */
describe('curves as bytes', () => {
  it('come back as they were, with gaps as gaps, each with its own length and rate', () => {
    const measured = measurementOf({ durationS: 5 })
    fc.assert(
      fc.property(series, series, series, (motion, brightness, momentaryLufs) => {
        const loudness = measured.loudness && { ...measured.loudness, momentaryLufs, momentaryRateHz: 5 }
        const curves = unpackCurves(
          packCurves({ series: { ...measured.series, motion, brightness }, loudness }).buffer as ArrayBuffer,
        )
        const gaps = (values: readonly (number | null)[]): number[] => values.map((value) => value ?? NaN)
        expect([...curves.motion.values]).toEqual(gaps(motion))
        expect([...curves.brightness.values]).toEqual(gaps(brightness))
        expect([...curves.momentaryLufs.values]).toEqual(gaps(momentaryLufs))
        expect([curves.motion.rateHz, curves.momentaryLufs.rateHz]).toEqual([measured.series.rateHz, 5])
      }),
    )
  })

  it('stand where the contract says, for whoever reads them without Hookline', () => {
    const measured = measurementOf({ durationS: 1 })
    const packed = packCurves({
      loudness: null,
      series: { ...measured.series, rateHz: 10, motion: [0.5, null], cameraMotion: [0.25] },
    })
    const view = new DataView(packed.buffer)
    expect([view.getFloat32(0, true), view.getUint32(4, true)]).toEqual([10, 2])
    expect([view.getFloat32(8, true), view.getUint32(12, true)]).toEqual([10, 1])
    const values = 8 * curveIds.length
    expect([0, 4, 8].map((at) => view.getFloat32(values + at, true))).toEqual([0.5, NaN, 0.25])
  })
})
