import { absoluteGateLufs, meanAbove } from './integrated-loudness.ts'
import { loudnessOfPower, powerOfLoudness } from './loudness-windows.ts'

const relativeGateLu = -20
const lowShare = 0.1
const highShare = 0.95

/**
 * Loudness range, EBU Tech 3342: the spread between the 10th and the 95th percentile of short-term loudness above −70 LUFS and
 * above 20 LU below its mean, percentiles by nearest rank as in its annex.
 *
 * @param shortTermPowers mean powers of complete 3 s windows, ten a second
 * @returns LU; null when no window is above the gate, so for all sound shorter than 3 s
 */
export function loudnessRange(shortTermPowers: Float64Array): number | null {
  const absolute = meanAbove(shortTermPowers, powerOfLoudness(absoluteGateLufs))
  if (absolute === null) return null
  const threshold = Math.max(powerOfLoudness(absoluteGateLufs), absolute * 10 ** (relativeGateLu / 10))
  const gated = shortTermPowers.filter((power) => power > threshold).sort()
  const low = loudnessOfPower(gated[Math.round((gated.length - 1) * lowShare)] ?? 0)
  const high = loudnessOfPower(gated[Math.round((gated.length - 1) * highShare)] ?? 0)
  return low === null || high === null ? null : high - low
}
