import type { MeasurementOutline } from '../../../shared/contract/measurement.ts'
import type { Score } from '../../../shared/contract/score.ts'
import type { FrameClock } from '../../../shared/frame-clock.ts'
import type { DrawnCurves } from './drawn-curves.ts'
import { evidenceRows, type EvidenceRows } from './evidence-rows.ts'
import type { Extremes } from './extremes.ts'
import type { SnapPoints } from './snapping.ts'
import type { ThumbnailStrip } from './thumbnails.ts'

/** All that lanes draw from, prepared once. */
export interface TimelineData {
  measurement: MeasurementOutline
  clock: FrameClock
  durationS: number
  /** Where the ending begins that the call to action is judged by, s. */
  endingS: number
  evidence: EvidenceRows
  /** These come after the rest: null until they are there. */
  curves: DrawnCurves | null
  thumbnails: ThumbnailStrip | null
  waveform: Extremes | null
}

export type LaterData = Pick<TimelineData, 'curves' | 'thumbnails' | 'waveform'>
export const nothingLater: LaterData = { curves: null, thumbnails: null, waveform: null }

/** The ending is the last 3 s of what is shown, half of a shorter draft (the scoring's own rule). */
const endingLengthS = 3

function endingOf({ video, black }: MeasurementOutline): number {
  const tail = black.find(({ endS }) => endS >= video.durationS - 0.1)
  const shownEndS = tail && tail.startS > 0 ? tail.startS : video.durationS
  return shownEndS - Math.min(endingLengthS, shownEndS / 2)
}

export const noEvidence: EvidenceRows = { marks: [], rowsOf: { hook: 1, content: 1, cta: 1 } }

export function timelineData(
  measurement: MeasurementOutline,
  clock: FrameClock,
  score: Score | null,
  later: LaterData,
): TimelineData {
  const { durationS } = measurement.video
  return {
    measurement,
    clock,
    durationS,
    endingS: endingOf(measurement),
    evidence: score ? evidenceRows(score, durationS) : noEvidence,
    ...later,
  }
}

/** What the pointer snaps to: where transitions begin and end, and beats. */
export function snapPoints({ transitions, beats }: MeasurementOutline): SnapPoints {
  const times = transitions.flatMap(({ startS, endS }) => (endS > startS ? [startS, endS] : [startS]))
  return {
    transitionsS: [...new Set(times)].sort((a, b) => a - b),
    beatsS: beats.map(({ timeS }) => timeS),
  }
}
