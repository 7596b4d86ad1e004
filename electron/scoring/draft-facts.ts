import type {
  EndCard,
  Measurement,
  PictureSeries,
  PictureSummary,
  Span,
  Transition,
} from '../../shared/contract/measurement.ts'
import type { DraftDetails } from '../../shared/contract/score.ts'
import type { CallToAction } from '../../shared/contract/words.ts'
import type { CoveredArea } from '../../shared/covered-areas.ts'
import { lengthS, tidySpans, within } from './spans.ts'
import { timedSeries, type TimedSeries } from './timed-series.ts'

/**
 * A measurement cut up the way the checks look at it, so that each part of the score rests on its own stretch of the
 * draft: the hook on the opening from time 0, the content on what lies between, the call to action on the ending.
 */
export interface DraftFacts {
  readonly measurement: Measurement
  readonly durationS: number
  readonly black: readonly Span[]
  /** From the first picture that isn't black to the last one; empty when all is black. */
  readonly visible: Span
  /** What lies between opening and ending: `visible` without its first 5 s (a quarter of it at most) and its last 3 s (a fifth at most). */
  readonly body: Span
  /** The last 3 s of `visible`, half of it at most. */
  readonly ending: Span
  /** Times at which a new shot surely begins inside `visible`; from and to black doesn't count. */
  readonly cuts: readonly number[]
  /** null when the draft has no sound, or none that BS.1770 hears. */
  readonly sound: SoundFacts | null
  /** What viewers are asked to do, said and shown; within the draft. */
  readonly asks: readonly CallToAction[]
  /** The card on which it ends, within the draft. */
  readonly endCard: EndCard | null
  /** What will be published with the draft; null when nothing was entered. */
  readonly details: DraftDetails | null
  /** What the platform lays over the picture, as parts of it; null where it publishes none. */
  readonly covered: readonly CoveredArea[] | null
  readonly picture: Omit<PictureSummary, 'letterbox'>
  series(name: Exclude<keyof PictureSeries, 'rateHz'>): TimedSeries
}

export interface SoundFacts {
  readonly integratedLufs: number
  readonly truePeakDbtp: number | null
  readonly rangeLu: number | null
  /** Momentary loudness above the draft's integrated loudness, LU; the same at any volume. Each step is a 400 ms window's last part. */
  readonly relativeLu: TimedSeries
}

/** Momentary loudness of silence: the absolute gate of BS.1770-4. */
const silentLufs = -70
/** The most that a series can mean; a measurement beyond it is a defect that must not become a grade. */
const most: Record<Exclude<keyof PictureSeries, 'rateHz'>, number> = {
  motion: 2,
  cameraMotion: 2,
  subjectMotion: 2,
  brightness: 1,
  contrast: 0.5,
  shadowsClipped: 1,
  highlightsClipped: 1,
  saturation: 1,
  colourfulness: 300,
  sharpness: 1,
}
/** A span this near to an end reaches it: a frame or two at 24 Hz. */
const edgeS = 0.1
/** The opening's pace is judged by its first 5 s, the ending is the last 3 s. */
const openingS = 5
const endingS = 3

export function draftFacts(
  measurement: Measurement,
  details: DraftDetails | null = null,
  covered: readonly CoveredArea[] | null = null,
): DraftFacts {
  const durationS = Math.min(1e6, Math.max(0, measurement.video.durationS))
  const black = tidySpans(measurement.black, durationS, edgeS)
  const visible = visibleSpan(black, durationS)
  const shownS = lengthS(visible)
  const lead = Math.min(openingS, shownS / 4)
  const tail = Math.min(endingS, shownS / 5)
  return {
    measurement,
    durationS,
    black,
    visible,
    body: { startS: visible.startS + lead, endS: visible.endS - tail },
    ending: { startS: visible.endS - Math.min(endingS, shownS / 2), endS: visible.endS },
    get cuts() {
      return shotStarts(measurement, visible, black)
    },
    asks: measurement.callsToAction.map((ask) => ({ ...ask, ...clipped(ask, durationS) })),
    endCard: measurement.endCard && {
      ...measurement.endCard,
      ...clipped(measurement.endCard, durationS),
    },
    details,
    covered,
    sound: soundFacts(measurement.loudness),
    picture: {
      colourVariety: measurement.picture.colourVariety,
      noise: atMost(1, measurement.picture.noise),
      shake: atMost(100, measurement.picture.shake),
    },
    series: (name) => {
      const values = measurement.series[name].map((value) => atMost(most[name], value))
      return timedSeries(values, Math.min(1000, measurement.series.rateHz))
    },
  }
}

function clipped({ startS, endS }: Span, durationS: number): Span {
  const clip = (timeS: number): number => Math.max(0, Math.min(durationS, timeS))
  return { startS: clip(startS), endS: Math.max(clip(startS), clip(endS)) }
}

function visibleSpan(black: readonly Span[], durationS: number): Span {
  const first = black[0]
  const last = black.at(-1)
  const startS = first && first.startS <= edgeS ? first.endS : 0
  const endS = last && last.endS >= durationS - edgeS ? last.startS : durationS
  return endS > startS ? { startS, endS } : { startS: durationS, endS: durationS }
}

/** A gradual change that may well be none, such as a slow movement taken for a dissolve, mustn't count as pace. */
export const sureEnough = 0.65

function shotStarts({ shots, transitions }: Measurement, visible: Span, black: readonly Span[]): number[] {
  const isSure = ({ kind, confidence }: Transition): boolean => kind === 'cut' || confidence >= sureEnough
  const covers = (startS: number) => (t: Transition) => t.startS <= startS + 1e-3 && startS <= t.endS + 1e-3
  // Hundreds of cuts are sure: only a shot that begins in one of the few doubtful changes is looked at further.
  const sure = transitions.filter(isSure)
  const doubtful = transitions.filter((t) => !isSure(t))
  const starts = shots
    .map((shot) => shot.startS)
    .filter((startS) => !doubtful.some(covers(startS)) || sure.some(covers(startS)))
    .filter((startS) => startS > visible.startS + edgeS && startS < visible.endS - 1e-3)
    // A cut to black and the cut back are one change of picture: the one that brings the new picture counts.
    .filter((startS) => !black.some((span) => startS >= span.startS - edgeS && startS < span.endS - edgeS))
  return [...new Set(starts)].sort((a, b) => a - b)
}

function soundFacts(loudness: Measurement['loudness']): SoundFacts | null {
  if (loudness?.integratedLufs == null || !(loudness.momentaryRateHz > 0)) return null
  const integratedLufs = clampLufs(loudness.integratedLufs)
  const rateHz = Math.min(1000, loudness.momentaryRateHz)
  const relative = loudness.momentaryLufs.map((value) => clampLufs(value ?? silentLufs) - integratedLufs)
  return {
    integratedLufs,
    truePeakDbtp: loudness.truePeakDbtp === null ? null : clampLufs(loudness.truePeakDbtp),
    rangeLu: atMost(100, loudness.rangeLu),
    relativeLu: timedSeries(relative, rateHz),
  }
}

function atMost(limit: number, value: number | null): number | null {
  return value === null ? null : Math.max(0, Math.min(limit, value))
}

function clampLufs(lufs: number): number {
  return Math.max(silentLufs, Math.min(20, lufs))
}

/** The shots of a stretch by its cuts, as spans. */
export function shotsIn(draft: DraftFacts, window: Span): Span[] {
  const bounds = [draft.visible.startS, ...draft.cuts, draft.visible.endS]
  return within(
    bounds.slice(1).map((endS, i) => ({ startS: bounds[i]!, endS })),
    window,
  )
}

/**
 * Seconds a shot between opening and ending. Of a draft without a cut only its length is known, which says little while
 * it is short: it counts as at least `uncutS`, so that trimming such a draft doesn't make it quick.
 */
export function secondsAShot(draft: DraftFacts, uncutS: number): number {
  const meanS = lengthS(draft.body) / shotsShown(draft, draft.body)
  return draft.cuts.length === 0 ? Math.max(uncutS, meanS) : meanS
}

/**
 * How many shots a stretch shows, counting the part of a shot that lies inside: 1.5 for one whole shot and half of
 * another. Unlike a count it doesn't jump when the stretch moves a little.
 */
export function shotsShown(draft: DraftFacts, window: Span): number {
  const bounds = [draft.visible.startS, ...draft.cuts, draft.visible.endS]
  let shown = 0
  for (let i = 1; i < bounds.length; i++) {
    const whole = { startS: bounds[i - 1]!, endS: bounds[i]! }
    const [inside] = within([whole], window)
    if (inside) shown += lengthS(inside) / lengthS(whole)
  }
  return shown
}
