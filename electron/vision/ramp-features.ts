import type { Blank } from './blank-frames.ts'
import type { FrameDifferences } from './frame-differences.ts'
import type { Ramp } from './transition-ramps.ts'

/** What the ramp model looks at, in its order. */
export const rampFeatureNames = [
  'mixture',
  'choice',
  'unevenness',
  'change',
  'likeness',
  'novelty',
  'durationS',
  'frames',
  'detailKept',
  'contrastKept',
  'largestStep',
  'restlessness',
  'blankEnds',
  'contrastRatio',
] as const

/** Frames beside the ramp that tell how much the shots move by themselves. */
const beside = 4

/**
 * The features of a ramp: how well it fits, how the ends differ, what happens to detail on the way. `novelty` is how much
 * of the later end is new, 0 to 1; as more of it only speaks for a ramp, 1 gives the best that can come of it.
 */
export function rampFeatures(
  ramp: Ramp,
  novelty: number,
  facts: FrameDifferences,
  blank: readonly Blank[],
): number[] {
  const { before, after } = ramp
  const { detail, contrast, stillDifference, timesS } = facts
  const middle = Math.round((before + after) / 2)
  let path = 0
  let largest = 0
  for (let i = before + 1; i <= after; i++) {
    path += stillDifference[i]!
    largest = Math.max(largest, stillDifference[i]!)
  }
  const frames = after - before
  const outside = Math.max(
    meanOf(stillDifference, before - beside, before),
    meanOf(stillDifference, after + 1, after + beside),
  )
  return [
    ramp.mixture,
    ramp.choice,
    ramp.unevenness,
    Math.log(1 + ramp.change),
    ramp.likeness,
    novelty,
    timesS[after]! - timesS[before]!,
    frames,
    (detail[middle]! + 0.2) / (Math.min(detail[before]!, detail[after]!) + 0.2),
    (contrast[middle]! + 1) / (Math.min(contrast[before]!, contrast[after]!) + 1),
    largest / Math.max(0.1, path),
    Math.log((outside + 0.3) / (path / frames + 0.3)),
    (blank[before] ? 1 : 0) + (blank[after] ? 1 : 0),
    Math.log(
      (Math.min(contrast[before]!, contrast[after]!) + 1) /
        (Math.max(contrast[before]!, contrast[after]!) + 1),
    ),
  ]
}

function meanOf(column: Float32Array, from: number, to: number): number {
  const first = Math.max(1, from)
  const last = Math.min(column.length - 1, to)
  let sum = 0
  for (let i = first; i <= last; i++) sum += column[i]!
  return last >= first ? sum / (last - first + 1) : 0
}
