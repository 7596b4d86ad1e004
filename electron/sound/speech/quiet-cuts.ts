import { speechRateHz } from '../sixteen-khz.ts'

/** Whisper hears half a minute at a time; a little less leaves room for its own rounding. */
const longestS = 28
/** How far back from there a pause is looked for. */
const searchS = 8
const stepS = 0.02

/**
 * Where a stretch of sound is cut so that no piece is longer than 28 s: at the quietest fifth of a second before that,
 * where a word is least likely.
 *
 * @param samples at 16 kHz
 * @returns the first sample of each piece, 0 among them
 */
export function quietCuts(samples: Float32Array): number[] {
  const longest = longestS * speechRateHz
  const cuts = [0]
  while (samples.length - cuts.at(-1)! > longest) {
    const end = cuts.at(-1)! + longest
    cuts.push(quietest(samples, end - searchS * speechRateHz, end))
  }
  return cuts
}

function quietest(samples: Float32Array, from: number, to: number): number {
  const step = stepS * speechRateHz
  const around = 5 * step
  let best = to
  let least = Infinity
  for (let at = from; at <= to; at += step) {
    let power = 0
    for (let i = at - around; i < at + around; i++) power += (samples[i] ?? 0) ** 2
    if (power < least) {
      least = power
      best = at
    }
  }
  return best
}
