import { weightLengths } from '../electron/sound/beat-network.ts'

/** Weights as base64: for each part its scale (32-bit float) and its values in 16-bit steps of the scale. */
export function packedWeights(weights: Float32Array): string {
  const parts: Buffer[] = []
  let at = 0
  for (const length of weightLengths) {
    const part = weights.subarray(at, at + length)
    const scale = part.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9) / 32_767
    const bytes = Buffer.alloc(4 + 2 * length)
    bytes.writeFloatLE(scale, 0)
    part.forEach((value, i) => bytes.writeInt16LE(Math.round(value / Math.fround(scale)), 4 + 2 * i))
    parts.push(bytes)
    at += length
  }
  return Buffer.concat(parts).toString('base64')
}
