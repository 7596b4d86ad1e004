import { soundRateHz } from '../media/streams.ts'

/** The K-weighted power of a draft is kept in steps of 10 ms; every window of loudness is a sum of steps. */
export const stepSamples = 480
export const stepsPerSecond = soundRateHz / stepSamples

/** Below −150 LUFS there is no sound, only the arithmetic's own noise (24-bit silence with dither is near −141). */
const leastPower = 1e-15

/**
 * Loudness of a mean square that is K-weighted and summed over the channels, ITU-R BS.1770-4 equation 2.
 *
 * @returns LUFS; null where there is no sound
 */
export function loudnessOfPower(power: number): number | null {
  return power > leastPower ? -0.691 + 10 * Math.log10(power) : null
}

export function powerOfLoudness(lufs: number): number {
  return 10 ** ((lufs + 0.691) / 10)
}

/**
 * Mean powers of all complete windows that begin every 100 ms from sample 0.
 *
 * @param squares sum of weighted squares per step
 * @param samples per channel in all; an unfinished last step belongs to no complete window
 * @param windowS a multiple of 100 ms
 */
export function windowPowers(squares: Float64Array, samples: number, windowS: number): Float64Array {
  const steps = Math.round(windowS * stepsPerSecond)
  const hop = stepsPerSecond / 10
  const complete = Math.floor(samples / stepSamples)
  const count = Math.max(0, Math.floor((complete - steps) / hop) + 1)
  return Float64Array.from(
    { length: count },
    (_, i) => sumOf(squares, i * hop, i * hop + steps) / (steps * stepSamples),
  )
}

/**
 * Loudness of windows that end every 1 / rateHz seconds after an origin: value i is the window that ends at
 * originS + (i + 1) / rateHz. Where a window reaches beyond the sound, the missing part counts as silence, as on a meter
 * that was silent before.
 *
 * @returns LUFS, null where there is no sound
 */
export function loudnessSeries(
  squares: Float64Array,
  windowS: number,
  rateHz: number,
  originS: number,
  count: number,
): (number | null)[] {
  return Array.from({ length: count }, (_, i) => {
    const endS = originS + (i + 1) / rateHz
    const sum = sumBetween(squares, (endS - windowS) * stepsPerSecond, endS * stepsPerSecond)
    return loudnessOfPower(sum / (windowS * soundRateHz))
  })
}

/** Sum over a stretch whose ends may lie within steps; a step's squares count as spread evenly over it. */
function sumBetween(squares: Float64Array, from: number, to: number): number {
  // A window that begins on a step must not lose or gain a sliver of one to rounding.
  const start = Math.max(0, onGrid(from))
  const end = Math.min(squares.length, onGrid(to))
  if (end <= start) return 0
  const first = Math.floor(start)
  const last = Math.floor(end)
  if (first === last) return squares[first]! * (end - start)
  const head = squares[first]! * (first + 1 - start)
  const tail = last < squares.length ? squares[last]! * (end - last) : 0
  return head + sumOf(squares, first + 1, last) + tail
}

function onGrid(position: number): number {
  const nearest = Math.round(position)
  return Math.abs(position - nearest) < 1e-6 ? nearest : position
}

function sumOf(values: Float64Array, from: number, to: number): number {
  let sum = 0
  for (let i = from; i < to; i++) sum += values[i]!
  return sum
}
