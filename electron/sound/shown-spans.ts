import type { Span } from '../../shared/contract/measurement.ts'
import type { DraftClock } from '../media/detector.ts'

/** A stretch of the file's time as one of the draft's: from the first frame, within the picture; null when outside it. */
export function shownSpan(fileStartS: number, fileEndS: number, clock: DraftClock): Span | null {
  const startS = Math.max(0, fileStartS - clock.originS)
  const endS = Math.min(clock.durationS, fileEndS - clock.originS)
  return endS > startS ? { startS, endS } : null
}
