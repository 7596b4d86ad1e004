import { beatFrameRateHz } from './beat-features.ts'
import type { TempoFacts } from '../../shared/contract/measurement.ts'
import type { BeatPath } from './beat-path.ts'
import type { Stretch } from './beat-support.ts'

/** Beats over which a tempo is measured: times of single beats are too inexact, and players not that even. */
const span = 8

/**
 * The tempo, the median over the beats; how far they stand out of what is heard elsewhere; and half or double of it.
 * Null where there are no beats to measure.
 */
export function tempoOf(
  { timesS, heard }: BeatPath,
  stretches: readonly Stretch[],
  activation: Float32Array,
  beats: readonly { timeS: number }[],
): TempoFacts | null {
  const bpm = medianBpm(stretches, beats)
  if (bpm === null) return null
  let on = 0
  let count = 0
  let off = 0
  const alternating: [number, number] = [0, 0]
  for (const { from, end } of stretches) {
    for (let i = from; i < end; i++) {
      on += heard[i]!
      alternating[(i - from) % 2]! += heard[i]!
      count++
      if (i + 1 < end) off += highest(activation, (timesS[i]! + timesS[i + 1]!) / 2)
    }
  }
  const level = on / count
  const chance = chanceLevel(activation)
  const confidence = Math.max(0, Math.min(1, (level - chance) / (1 - chance)))
  // Twice as fast if as much is heard halfway; half as fast if every second beat is heard less.
  const double = Math.min(1, off / Math.max(1e-9, on))
  const half = 1 - Math.min(...alternating) / Math.max(...alternating, 1e-9)
  const faster = bpm < 60 || (bpm <= 170 && double >= half)
  const likelihood = Math.max(0.05, faster ? double : half)
  return {
    bpm,
    confidence,
    alternative: { bpm: faster ? bpm * 2 : bpm / 2, confidence: confidence * Math.min(0.95, likelihood) },
  }
}

function medianBpm(stretches: readonly Stretch[], beats: readonly { timeS: number }[]): number | null {
  const steps: number[] = []
  let first = 0
  for (const { from, end } of stretches) {
    const count = end - from
    const reach = Math.min(span, count - 1)
    for (let i = first; i + reach < first + count; i++) {
      steps.push((beats[i + reach]!.timeS - beats[i]!.timeS) / reach)
    }
    first += count
  }
  const sorted = steps.sort((a, b) => a - b)
  const middle = sorted[sorted.length >> 1]
  return middle === undefined || middle <= 0 ? null : 60 / middle
}

function highest(activation: Float32Array, timeS: number): number {
  const frame = Math.round(timeS * beatFrameRateHz)
  let most = 0
  for (let t = Math.max(0, frame - 1); t <= Math.min(activation.length - 1, frame + 1); t++) {
    most = Math.max(most, activation[t]!)
  }
  return most
}

/** What is heard at a place that has nothing to do with the beats: the mean of the highest of three frames. */
function chanceLevel(activation: Float32Array): number {
  let sum = 0
  for (let t = 0; t < activation.length; t++) sum += highest(activation, t / beatFrameRateHz)
  return activation.length > 0 ? sum / activation.length : 0
}
