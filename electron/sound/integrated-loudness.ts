import { loudnessOfPower, powerOfLoudness } from './loudness-windows.ts'

export const absoluteGateLufs = -70
const relativeGateLu = -10

/**
 * Gated loudness, ITU-R BS.1770-4 annex 1 equations 4 to 7: the mean of the blocks above −70 LUFS that are also above 10 LU
 * below the mean of those.
 *
 * @param blockPowers mean powers of 400 ms blocks that overlap by 75 %
 * @returns LUFS; null when no block is above the gate
 */
export function integratedLoudness(blockPowers: Float64Array): number | null {
  const absolute = meanAbove(blockPowers, powerOfLoudness(absoluteGateLufs))
  if (absolute === null) return null
  const gated = meanAbove(
    blockPowers,
    Math.max(powerOfLoudness(absoluteGateLufs), absolute * 10 ** (relativeGateLu / 10)),
  )
  return gated === null ? null : loudnessOfPower(gated)
}

/** Mean of the powers above a threshold; null when there are none. */
export function meanAbove(powers: Float64Array, threshold: number): number | null {
  let sum = 0
  let count = 0
  for (const power of powers) {
    if (power <= threshold) continue
    sum += power
    count++
  }
  return count > 0 ? sum / count : null
}
