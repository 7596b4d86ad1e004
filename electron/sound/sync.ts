import type { SyncPoint, SyncSummary, Transition } from '../../shared/contract/measurement.ts'
import { beatStretches, nearestIndex } from './beat-grid.ts'
import type { Beat } from './beats.ts'
import { binomialUpperTail } from './binomial-tail.ts'

export interface SyncInput {
  transitions: readonly Pick<Transition, 'frame'>[]
  /** Rising. */
  beats: readonly Beat[]
  /** Of the pictures in the order in which they are shown, s. */
  frameTimesS: ArrayLike<number>
  durationS: number
}

export interface SyncFacts {
  /** One for each transition within the beats, by time. */
  points: SyncPoint[]
  /** Null without beats. */
  summary: SyncSummary | null
}

/**
 * Sound that comes before its picture is noticed from 45 ms on, sound that comes late from 125 ms on (ITU-R BT.1359-1,
 * detectability). A cut after its beat is sound before its picture; the stricter of the two holds for both sides, since
 * sequences with many events are judged more strictly than single ones (Eg and Behne 2015).
 */
const noticedS = 0.045

/** How far a cut may be from its beat. A cut can only be moved by frames: half a frame is as near as one can get. */
export function onBeatToleranceS(frames: number, durationS: number): number {
  const halfFrameS = frames > 0 ? durationS / frames / 2 : 0
  return Math.max(noticedS, halfFrameS)
}

/**
 * Every transition against the nearest beat. A dissolve, fade or wipe stands at the frame from which the new shot owns
 * the picture. Transitions before the first beat, after the last one and in a break of the music are not judged, and the
 * first picture is no transition.
 *
 * The chance level is counted, not assumed: the share of this draft's own frames within the beats on which a cut would
 * count as on the beat. A quick tempo or a coarse frame grid raises it.
 */
export function syncOf({ transitions, beats, frameTimesS, durationS }: SyncInput): SyncFacts {
  if (beats.length < 2) return { points: [], summary: null }
  const beatTimesS = Float64Array.from(beats, ({ timeS }) => timeS)
  const toleranceS = onBeatToleranceS(frameTimesS.length, durationS)
  const isOnBeat = (timeS: number): boolean =>
    Math.abs(timeS - beatTimesS[nearestIndex(beatTimesS, timeS)]!) <= toleranceS + 1e-6
  const spans = beatStretches(beats).map(({ from, end }) => ({
    startS: beatTimesS[from]! - toleranceS - 1e-6,
    endS: beatTimesS[end - 1]! + toleranceS + 1e-6,
  }))
  const isWithinBeats = (timeS: number): boolean =>
    spans.some(({ startS, endS }) => timeS >= startS && timeS <= endS)

  const points: SyncPoint[] = []
  for (const frame of framesOf(transitions, frameTimesS.length)) {
    const transitionS = frameTimesS[frame]!
    if (!isWithinBeats(transitionS)) continue
    const beatS = beatTimesS[nearestIndex(beatTimesS, transitionS)]!
    points.push({
      transitionS,
      beatS,
      offsetMs: (transitionS - beatS) * 1000,
      frame,
      offsetFrames: frame - nearestIndex(frameTimesS, beatS),
      onBeat: isOnBeat(transitionS),
    })
  }
  const chance = shareOfFrames(frameTimesS, isWithinBeats, isOnBeat)
  return { points, summary: summaryOf(points, chance, toleranceS) }
}

function framesOf(transitions: SyncInput['transitions'], frames: number): number[] {
  const inside = transitions.map(({ frame }) => frame).filter((frame) => frame > 0 && frame < frames)
  return [...new Set(inside)].sort((a, b) => a - b)
}

function shareOfFrames(
  frameTimesS: ArrayLike<number>,
  isWithin: (timeS: number) => boolean,
  counts: (timeS: number) => boolean,
): number {
  let within = 0
  let counted = 0
  for (let frame = 1; frame < frameTimesS.length; frame++) {
    if (!isWithin(frameTimesS[frame]!)) continue
    within++
    if (counts(frameTimesS[frame]!)) counted++
  }
  return within > 0 ? counted / within : 0
}

function summaryOf(points: readonly SyncPoint[], chance: number, toleranceS: number): SyncSummary {
  const judged = points.length
  const onBeat = points.filter((point) => point.onBeat).length
  const share = judged > 0 ? onBeat / judged : null
  return {
    toleranceMs: toleranceS * 1000,
    judged,
    onBeat,
    share,
    chance,
    lift: share !== null && chance > 0 ? share / chance : null,
    pValue: judged > 0 ? binomialUpperTail(onBeat, judged, chance) : null,
  }
}
