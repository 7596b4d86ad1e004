import type { Measurement } from '../../../shared/contract/measurement.ts'
import type { Score } from '../../../shared/contract/score.ts'
import type { FrameClock } from '../player/frame-clock.ts'
import { evidenceRows, type EvidenceRows } from './evidence-rows.ts'
import { seriesExtremes, type Extremes } from './extremes.ts'
import type { SnapPoints } from './snapping.ts'
import type { ThumbnailStrip } from './thumbnails.ts'

/** All that lanes draw from, prepared once. */
export interface TimelineData {
  measurement: Measurement
  clock: FrameClock
  durationS: number
  /** Where the ending begins that the call to action is judged by, s. */
  endingS: number
  curves: Readonly<Record<CurveId, Extremes>>
  /** Motion is drawn up to here, frame diagonals a second. */
  fullMotion: number
  evidence: EvidenceRows
  /** Null until it is there. */
  thumbnails: ThumbnailStrip | null
  waveform: Extremes | null
}
export type CurveId = 'motion' | 'cameraMotion' | 'brightness' | 'contrast' | 'momentary' | 'shortTerm'

export type TimelineFacts = Pick<
  TimelineData,
  'measurement' | 'durationS' | 'endingS' | 'curves' | 'fullMotion'
>

/** The ending is the last 3 s of what is shown, half of a shorter draft (the scoring's own rule). */
const endingLengthS = 3
/** The aim of the motion checks is always in sight. */
const livelyMotion = 0.12

export function timelineFacts(measurement: Measurement): TimelineFacts {
  const { series, loudness, video, black } = measurement
  const tail = black.find(({ endS }) => endS >= video.durationS - 0.1)
  const shownEndS = tail && tail.startS > 0 ? tail.startS : video.durationS
  return {
    measurement,
    durationS: video.durationS,
    endingS: shownEndS - Math.min(endingLengthS, shownEndS / 2),
    curves: {
      motion: seriesExtremes(series.motion),
      cameraMotion: seriesExtremes(series.cameraMotion),
      brightness: seriesExtremes(series.brightness),
      contrast: seriesExtremes(series.contrast),
      momentary: seriesExtremes(loudness?.momentaryLufs ?? []),
      shortTerm: seriesExtremes(loudness?.shortTermLufs ?? []),
    },
    fullMotion: Math.max(2 * livelyMotion, 1.1 * quantile(series.motion, 0.97)),
  }
}

export const noEvidence: EvidenceRows = { marks: [], rowsOf: { hook: 1, content: 1, cta: 1 } }

export function timelineData(
  facts: TimelineFacts,
  clock: FrameClock,
  score: Score | null,
  thumbnails: ThumbnailStrip | null,
  waveform: Extremes | null,
): TimelineData {
  return {
    ...facts,
    clock,
    evidence: score ? evidenceRows(score, facts.durationS) : noEvidence,
    thumbnails,
    waveform,
  }
}

/** What the pointer snaps to: where transitions begin and end, and beats. */
export function snapPoints({ transitions, beats }: Measurement): SnapPoints {
  const times = transitions.flatMap(({ startS, endS }) => (endS > startS ? [startS, endS] : [startS]))
  return {
    transitionsS: [...new Set(times)].sort((a, b) => a - b),
    beatsS: beats.map(({ timeS }) => timeS),
  }
}

function quantile(series: readonly (number | null)[], share: number): number {
  const values = series.filter((value) => value !== null).sort((a, b) => a - b)
  return values[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0
}
