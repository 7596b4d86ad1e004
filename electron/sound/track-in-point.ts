import { mulberry32 } from '../../shared/mulberry32.ts'
import type { Beat } from './beats.ts'
import { pairsWithin, shiftPlaces, type Place, type ShiftRange } from './cut-shifts.ts'

/** Where a track had best begin under a draft's cuts. */
export interface TrackInPoint {
  /** Seconds of the track at which it begins. */
  startS: number
  /** Whether a bar begins there. */
  onBar: boolean
  cuts: number
  onBeat: number
  /** Those of them on a downbeat. */
  onDownbeat: number
  share: number
  /** Mean share over all beginnings. */
  chance: number
  /** Mean share of the best beginning for as many cuts set at random. */
  bestByChance: number
}

export interface TrackInPointInput {
  /** Rising, s. */
  cutsS: readonly number[]
  draftS: number
  /** Of the track, rising. */
  beats: readonly Beat[]
  trackS: number
  toleranceS: number
}

/** Any tempo puts two cuts on beats somewhere. */
const leastCuts = 3
const leastBeats = 8
const randomDraws = 24
const seed = 20_817

/**
 * The beginning of a track that puts most of a draft's cuts on beats, so that it lasts to the draft's end if it is long enough;
 * of those that do as well the one with most cuts on downbeats, then one at the beginning of a bar, then the earliest. Null
 * with fewer than three cuts or eight beats.
 *
 * Out of thousands of beginnings one always looks good. What the best would reach by chance is therefore tried: as many
 * cuts, at random times, with the same track, {@link randomDraws} times.
 */
export function trackInPoint(input: TrackInPointInput): TrackInPoint | null {
  const { cutsS, draftS, beats, trackS, toleranceS } = input
  if (cutsS.length < leastCuts || beats.length < leastBeats) return null
  // The track begins p seconds in: a beat at b is heard at b − p, so the shift is −p.
  const range = { fromS: -lastStartS(draftS, trackS, beats), toS: 0 }
  const pairs = pairsWithin(cutsS, beats, range, toleranceS)
  const isBar = (startS: number): boolean =>
    beats.some(({ timeS, downbeat }) => downbeat && Math.abs(timeS - startS) <= toleranceS)
  const best = bestPlace(shiftPlaces(pairs, cutsS.length, toleranceS, range), isBar)
  if (!best) return null
  const random = mulberry32(seed)
  let byChance = 0
  for (let draw = 0; draw < randomDraws; draw++) {
    const drawn = Float64Array.from(cutsS, () => random() * draftS).sort()
    byChance += mostOnBeats(drawn, beats, toleranceS, range)
  }
  const cuts = cutsS.length
  return {
    startS: best.startS,
    onBar: isBar(best.startS),
    cuts,
    onBeat: best.onBeat,
    onDownbeat: best.onDownbeat,
    share: best.onBeat / cuts,
    chance: Math.min(1, (2 * toleranceS * beats.length) / Math.max(trackS, 1e-9)),
    bestByChance: byChance / randomDraws / cuts,
  }
}

type Beginning = Omit<Place, 'shiftS'> & { startS: number }

function bestPlace(places: readonly Place[], isBar: (startS: number) => boolean): Beginning | null {
  let most: Beginning[] = []
  for (const { shiftS, onBeat, onDownbeat } of places) {
    const ahead = most[0] ? onBeat - most[0].onBeat || onDownbeat - most[0].onDownbeat : 1
    if (ahead > 0) most = []
    if (ahead >= 0) most.push({ startS: 0 - shiftS, onBeat, onDownbeat })
  }
  most.sort((a, b) => a.startS - b.startS)
  return most.find(({ startS }) => isBar(startS)) ?? most[0] ?? null
}

/** A track shorter than the draft still has two bars to begin in. */
function lastStartS(draftS: number, trackS: number, beats: readonly Beat[]): number {
  return Math.max(0.1, trackS - draftS, Math.min(trackS / 2, beats[leastBeats - 1]!.timeS))
}

/** The most cuts that one shift puts on beats; beats lie further apart than twice the tolerance, so pairs in a row are cuts. */
function mostOnBeats(
  cutsS: Float64Array,
  beats: readonly Beat[],
  toleranceS: number,
  { fromS, toS }: ShiftRange,
): number {
  const shifts: number[] = []
  let first = 0
  for (const cutS of cutsS) {
    while (first < beats.length && beats[first]!.timeS < cutS - toS) first++
    for (let i = first; i < beats.length && beats[i]!.timeS <= cutS - fromS; i++)
      shifts.push(cutS - beats[i]!.timeS)
  }
  const rising = Float64Array.from(shifts).sort()
  let most = 0
  let from = 0
  for (let end = 0; end < rising.length; end++) {
    while (rising[end]! - rising[from]! > 2 * toleranceS) from++
    most = Math.max(most, end - from + 1)
  }
  return most
}
