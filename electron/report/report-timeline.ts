import type { Measurement, Span } from '../../shared/contract/measurement.ts'
import type { Score } from '../../shared/contract/score.ts'
import { checksByGain } from './checks-by-gain.ts'

/** The timeline of a draft as shapes: x and y from 0 to 1, x to the right over the length, y upwards in a lane. */
export interface ReportTimeline {
  durationS: number
  /** Times of the ticks below, seconds. */
  ticksS: readonly number[]
  /** The part of the length that belongs to the hook. */
  hookShare: number
  shots: readonly Stretch[]
  /** Dissolves, fades and wipes; a cut is the border of two shots. */
  transitions: readonly Stretch[]
  motion: readonly Curve[]
  loudness: readonly Curve[]
  /** Black, frozen and silent stretches. */
  faults: readonly (Stretch & { kind: 'black' | 'frozen' | 'silence' })[]
  /** Of checks that want work; marks that lie over each other are in different rows. */
  evidence: readonly (Stretch & { grade: number; label: string; row: number })[]
}

export interface Stretch {
  from: number
  to: number
}
/** Points that belong together: x, y, x, y, …; where nothing was measured a new curve begins. */
export type Curve = readonly number[]

/** Of the loudness lane, LUFS; and of the motion lane, frame diagonals per second. */
export const loudnessLane = { leastLufs: -50, mostLufs: 0 }
/** What would gain least is left out when there are more. */
export const evidenceRowCount = 6
const wantsWorkBelow = 0.7
const mostMotion = 1
const hookS = 3
/** Points of a curve at most: more than a page shows. */
const mostPoints = 600

export function reportTimeline(measurement: Measurement, score: Score): ReportTimeline {
  const { video, shots, transitions, series, loudness, black, frozen, silence } = measurement
  const durationS = Math.max(video.durationS, 1e-3)
  const share = (timeS: number): number => Math.min(1, Math.max(0, timeS / durationS))
  const stretch = ({ startS, endS }: Span): Stretch => ({ from: share(startS), to: share(endS) })
  const { leastLufs, mostLufs } = loudnessLane
  return {
    durationS,
    ticksS: ticks(durationS),
    hookShare: share(hookS),
    shots: shots.map(stretch),
    transitions: transitions.filter(({ startS, endS }) => endS > startS).map(stretch),
    motion: curves(series.motion, series.rateHz, 0.5, durationS, (value) => Math.sqrt(value / mostMotion)),
    loudness: curves(
      loudness?.momentaryLufs ?? [],
      loudness?.momentaryRateHz ?? 10,
      // A value is that of the 400 ms that end at (i + 1) / rate: it belongs to their middle.
      1 - 0.2 * (loudness?.momentaryRateHz ?? 10),
      durationS,
      (value) => (value - leastLufs) / (mostLufs - leastLufs),
    ),
    faults: [
      ...black.map((span) => ({ ...stretch(span), kind: 'black' as const })),
      ...frozen.map((span) => ({ ...stretch(span), kind: 'frozen' as const })),
      ...silence.map((span) => ({ ...stretch(span), kind: 'silence' as const })),
    ],
    evidence: evidenceRows(score, stretch),
  }
}

function evidenceRows(score: Score, stretch: (span: Span) => Stretch): ReportTimeline['evidence'] {
  const rows: Stretch[][] = []
  return checksByGain(score).flatMap(({ check: { grade, label, evidence } }) => {
    if (grade >= wantsWorkBelow) return []
    return evidence.flatMap((span) => {
      const { from, to } = stretch(span)
      // A mark is as wide as can be seen.
      const mark = { from, to: Math.max(to, from + 0.004) }
      const free = rows.findIndex((row) =>
        row.every((other) => other.to <= mark.from || other.from >= mark.to),
      )
      const row = free < 0 ? rows.length : free
      if (row >= evidenceRowCount) return []
      ;(rows[row] ??= []).push(mark)
      return [{ ...mark, grade, label, row }]
    })
  })
}

function curves(
  values: readonly (number | null)[],
  rateHz: number,
  offsetSteps: number,
  durationS: number,
  height: (value: number) => number,
): Curve[] {
  const every = Math.max(1, Math.ceil(values.length / mostPoints))
  const found: number[][] = [[]]
  for (let from = 0; from < values.length; from += every) {
    const known = values.slice(from, from + every).filter((value) => value !== null)
    if (known.length === 0) {
      if (found.at(-1)!.length > 0) found.push([])
      continue
    }
    const x = (from + (every - 1) / 2 + offsetSteps) / rateHz / durationS
    // Of several steps the highest: a peak must not vanish in a long draft.
    const y = height(Math.max(...known))
    found.at(-1)!.push(Math.min(1, Math.max(0, x)), Math.min(1, Math.max(0, y)))
  }
  return found.filter((curve) => curve.length >= 4)
}

/** Between five and ten round times. */
function ticks(durationS: number): number[] {
  const steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600]
  const step = steps.find((each) => durationS / each <= 10) ?? durationS / 5
  return Array.from({ length: Math.floor(durationS / step + 1e-9) + 1 }, (_, i) => i * step)
}
