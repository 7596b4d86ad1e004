import type { BeatPath } from './beat-path.ts'
import type { Onset } from './onsets.ts'

/** Beats from index `from` to before `end` of a path. */
export interface Stretch {
  from: number
  end: number
}

/** Mean activation over nine beats that makes a stretch. */
const leastAround = 0.25
/**
 * The mean over the whole stretch that it must reach: a path of slow beats asks for few sounds a second, and finds them in drums
 * and notes at random times as well. On those it reaches 0.43 at most, at 46 to 61 beats a minute; in ballads and pads 0.7.
 */
const leastInAll = { quick: 0.3, slow: 0.5 }
const quickBeatS = 0.6
const slowBeatS = 0.95
/** A break within music may last so long; beats go on in it. */
const longestBreakS = 8
const leastBeats = 4
/** A first or last beat must be heard so much, or begin with a sound: the network wants beats on both sides. */
const clearAtEnds = 0.5
const leastStrengthAtEnds = 0.05
/** How far from a beat in s something counts as sounding with it. */
const withBeatS = 0.07
const reach = 4

/**
 * The stretches of a path in which the beats are heard.
 *
 * @param originS time of the file from which the onsets' times count
 */
export function supportedStretches(
  { timesS, heard }: BeatPath,
  onsets: readonly Onset[],
  originS: number,
): Stretch[] {
  const stretches: Stretch[] = []
  for (let i = 0; i < heard.length; i++) {
    if (around(heard, i) < leastAround) continue
    const last = stretches.at(-1)
    if (last && timesS[i]! - timesS[last.end - 1]! <= longestBreakS) last.end = i + 1
    else stretches.push({ from: i, end: i + 1 })
  }
  const sounds = (i: number): boolean =>
    heard[i]! >= clearAtEnds ||
    onsets.some(
      ({ timeS, strength }) =>
        strength >= leastStrengthAtEnds && Math.abs(timeS + originS - timesS[i]!) <= withBeatS,
    )
  return stretches
    .map((stretch) => {
      let from = Math.max(0, stretch.from - reach)
      let end = Math.min(heard.length, stretch.end + reach)
      while (from < end && !sounds(from)) from++
      while (end > from && !sounds(end - 1)) end--
      return { from, end }
    })
    .filter(
      ({ from, end }) =>
        end - from >= leastBeats &&
        mean(heard, from, end) >= leastAt((timesS[end - 1]! - timesS[from]!) / (end - 1 - from)),
    )
}

function leastAt(beatS: number): number {
  const slowness = Math.max(0, Math.min(1, (beatS - quickBeatS) / (slowBeatS - quickBeatS)))
  return leastInAll.quick + slowness * (leastInAll.slow - leastInAll.quick)
}

function around(heard: Float32Array, i: number): number {
  return mean(heard, Math.max(0, i - reach), Math.min(heard.length, i + reach + 1))
}

function mean(values: Float32Array, from: number, end: number): number {
  let sum = 0
  for (let i = from; i < end; i++) sum += values[i]!
  return sum / Math.max(1, end - from)
}
