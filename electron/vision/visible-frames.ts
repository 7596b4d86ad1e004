import type { Span } from '../../shared/contract/measurement.ts'
import type { FrameDifferences } from './frame-differences.ts'

/** The frames from the first that is not black to the last. */
export interface VisibleFrames {
  first: number
  last: number
  /** When the last one goes. */
  endS: number
  /** Width over height, to within what the cells of the thumbnails tell. */
  aspect: number
}

/** Null where all is black, or there is no frame. */
export function visibleFrames(
  { timesS, durationS, columns, rows }: FrameDifferences,
  blackSpans: readonly Span[],
): VisibleFrames | null {
  const isBlack = (timeS: number): boolean =>
    blackSpans.some(({ startS, endS }) => timeS >= startS - 1e-6 && timeS < endS - 1e-6)
  let first = 0
  while (first < timesS.length && isBlack(timesS[first]!)) first++
  let last = timesS.length - 1
  while (last > first && isBlack(timesS[last]!)) last--
  if (first >= timesS.length) return null
  return { first, last, endS: timesS[last + 1] ?? durationS, aspect: columns / rows }
}
