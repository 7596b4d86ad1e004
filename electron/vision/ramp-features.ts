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
  'steady',
  'luma',
  'unlikeAnyShift',
  'unexplained',
  'detour',
] as const

/** Frames beside the ramp that tell how much the shots move by themselves. */
const beside = 4

/** What the later end of a ramp has not in common with the earlier one, were the camera moved: each 0 to 1. */
export interface Strangeness {
  /** Share of the picture that is new, moved block by block. */
  novelty: number
  /** Unlikeness, the picture moved as a whole. */
  unlikeAnyShift: number
}

/** As more of it only speaks for a ramp, this gives the best that can come of one. */
export const utterlyStrange: Strangeness = { novelty: 1, unlikeAnyShift: 1 }

/** The features of a ramp: how well it fits, how the ends differ, what happens to detail and motion on the way. */
export function rampFeatures(
  ramp: Ramp,
  { novelty, unlikeAnyShift }: Strangeness,
  facts: FrameDifferences,
  blank: readonly Blank[],
): number[] {
  const { before, after } = ramp
  const { detail, contrast, luma, residual, stillDifference, timesS } = facts
  const middle = Math.round((before + after) / 2)
  let path = 0
  let largest = 0
  let unexplained = 0
  for (let i = before + 1; i <= after; i++) {
    path += stillDifference[i]!
    unexplained += residual[i]!
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
    ramp.steady,
    Math.log(5 + Math.max(luma[before]!, luma[after]!)),
    unlikeAnyShift,
    Math.log((unexplained / frames + 0.2) / (path / frames + 0.2)),
    Math.log((path / frames + 0.2) / (ramp.change / frames + 0.2)),
  ]
}

function meanOf(column: Float32Array, from: number, to: number): number {
  const first = Math.max(1, from)
  const last = Math.min(column.length - 1, to)
  let sum = 0
  for (let i = first; i <= last; i++) sum += column[i]!
  return last >= first ? sum / (last - first + 1) : 0
}
