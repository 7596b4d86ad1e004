/** Steps per second of every series over the picture. */
export const seriesRateHz = 10

/**
 * Values of frames as a series at `seriesRateHz`: step i is the mean over [i / rate, (i + 1) / rate), each frame
 * counting for as long as it is shown; frames whose value is NaN don't count, steps without any are NaN.
 *
 * @param values one per frame
 * @param timesS presentation times, seconds from the first frame
 * @param durationS from the first frame shown to the end of the last
 */
export function seriesOf(
  values: ArrayLike<number>,
  timesS: ArrayLike<number>,
  durationS: number,
): Float32Array {
  const steps = Math.max(1, Math.ceil(durationS * seriesRateHz - 1e-6))
  const sums = new Float64Array(steps)
  const weights = new Float64Array(steps)
  for (let frame = 0; frame < values.length; frame++) {
    const value = values[frame]!
    if (Number.isNaN(value)) continue
    const start = timesS[frame]! * seriesRateHz
    const shownUntilS = frame + 1 < values.length ? timesS[frame + 1]! : durationS
    // A frame without a duration (a draft of one frame) still has a value.
    const end = Math.max(shownUntilS * seriesRateHz, start + 1e-9)
    for (let step = Math.max(0, Math.floor(start)); step < end && step < steps; step++) {
      const weight = Math.min(end, step + 1) - Math.max(start, step)
      if (weight <= 0) continue
      sums[step]! += weight * value
      weights[step]! += weight
    }
  }
  return Float32Array.from(sums, (sum, step) => (weights[step]! > 0 ? sum / weights[step]! : NaN))
}
