import { nearestIndex } from './beat-grid.ts'
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
 * and notes at random times as well: 0.3 to 0.52 at 46 to 61 beats a minute. Ballads reach 0.42 and more, and nearly all that
 * begins in them begins with a beat; of drums at random times far less does.
 */
const leastInAll = { quick: 0.3, slow: 0.55 }
const leastWithBeats = 0.8
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
    .filter(({ from, end }) => {
      if (end - from < leastBeats) return false
      const level = mean(heard, from, end)
      const within = timesS.subarray(from, end)
      if (level < leastInAll.quick) return false
      return level >= leastAt(within) || shareWithBeats(within, onsets, originS) >= leastWithBeats
    })
}

function leastAt(timesS: Float64Array): number {
  const beatS = (timesS.at(-1)! - timesS[0]!) / (timesS.length - 1)
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

/** Of the onsets between the first and the last beat, the share that begins with one; 0 where nothing begins. */
function shareWithBeats(timesS: Float64Array, onsets: readonly Onset[], originS: number): number {
  let inAll = 0
  let withBeats = 0
  for (const onset of onsets) {
    const timeS = onset.timeS + originS
    if (timeS < timesS[0]! - withBeatS || timeS > timesS.at(-1)! + withBeatS) continue
    inAll++
    if (Math.abs(timesS[nearestIndex(timesS, timeS)]! - timeS) <= withBeatS) withBeats++
  }
  return inAll > 0 ? withBeats / inAll : 0
}
