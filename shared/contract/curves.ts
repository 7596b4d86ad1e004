import type { Measurement } from './measurement.ts'

/** What is measured step by step, in the order of the resource `curves`. */
export const curveIds = [
  'motion',
  'cameraMotion',
  'subjectMotion',
  'brightness',
  'contrast',
  'shadowsClipped',
  'highlightsClipped',
  'saturation',
  'colourfulness',
  'sharpness',
  'momentaryLufs',
  'shortTermLufs',
] as const
export type CurveId = (typeof curveIds)[number]

export interface Curve {
  /** Steps a second. */
  rateHz: number
  /** One value a step; NaN where nothing could be measured. */
  values: Float32Array
}
export type Curves = Readonly<Record<CurveId, Curve>>

/** Of each curve: float32 rate, uint32 number of values. */
const headBytes = 8

/**
 * The curves of a measurement as bytes, little endian: of each curve its rate and how many values it has, then the values
 * of all, float32. A draft of ten minutes has seventy thousand of them: as JSON the page would stand still while it reads
 * them.
 */
export function packCurves({ series, loudness }: Pick<Measurement, 'series' | 'loudness'>): Uint8Array {
  const { rateHz, ...seen } = series
  const levels = {
    momentaryLufs: loudness?.momentaryLufs ?? [],
    shortTermLufs: loudness?.shortTermLufs ?? [],
  }
  const all = { ...seen, ...levels }
  const rateOf = (id: CurveId): number => (id in levels ? (loudness?.momentaryRateHz ?? 0) : rateHz)
  const count = curveIds.reduce((sum, id) => sum + all[id].length, 0)
  const packed = new DataView(new ArrayBuffer(headBytes * curveIds.length + 4 * count))
  let at = headBytes * curveIds.length
  curveIds.forEach((id, i) => {
    packed.setFloat32(headBytes * i, rateOf(id), true)
    packed.setUint32(headBytes * i + 4, all[id].length, true)
    for (const value of all[id]) {
      packed.setFloat32(at, value ?? NaN, true)
      at += 4
    }
  })
  return new Uint8Array(packed.buffer)
}

/**
 * The curves again; their values lie in the bytes that are given. Every system that this runs on is little endian.
 *
 * @throws RangeError when the bytes end before the values do
 */
export function unpackCurves(packed: ArrayBuffer): Curves {
  const head = new DataView(packed)
  let at = headBytes * curveIds.length
  return Object.fromEntries(
    curveIds.map((id, i) => {
      const values = new Float32Array(packed, at, head.getUint32(headBytes * i + 4, true))
      at += values.byteLength
      return [id, { rateHz: head.getFloat32(headBytes * i, true), values }]
    }),
  ) as Record<CurveId, Curve>
}
