import type { Span } from '../../shared/contract/measurement.ts'
import type { DerivedDetector } from '../media/detector.ts'
import { black } from './black.ts'
import { frameDifferences, type FrameDifferences } from './frame-differences.ts'
import { ThumbnailComparison } from './thumbnail-comparison.ts'
import { visibleFrames } from './visible-frames.ts'

/** How the last picture of a draft meets the first one when it is played again. */
export interface LoopPicture {
  /** The pictures that are compared: the first and the last that are not black. */
  firstS: number
  lastS: number
  /** Mean difference of brightness and colour, place by place, 0 to 1. */
  difference: number
}

/** Null where there are no two pictures to compare. */
export const loopPicture: DerivedDetector<LoopPicture | null> = {
  kind: 'derived',
  id: 'loop-picture',
  version: 1,
  from: [frameDifferences, black],
  derive: (facts) => loopPictureOf(facts.get(frameDifferences), facts.get(black)),
}

export function loopPictureOf(frames: FrameDifferences, blackSpans: readonly Span[]): LoopPicture | null {
  const seen = visibleFrames(frames, blackSpans)
  if (!seen || seen.last === seen.first) return null
  const difference = new ThumbnailComparison(frames).difference(seen.first, seen.last)
  return {
    firstS: frames.timesS[seen.first]!,
    lastS: frames.timesS[seen.last]!,
    difference: Math.min(1, difference / 255),
  }
}
