import type { MusicInPoint } from '../../shared/contract/measurement.ts'
import { beatStretches } from './beat-grid.ts'
import type { Beat } from './beats.ts'
import { binomialUpperTail } from './binomial-tail.ts'
import { meanShare, pairsWithin, shiftPlaces, type Pair } from './cut-shifts.ts'

export interface InPointInput {
  /** Cuts within the beats, s. */
  cutsS: readonly number[]
  /** Rising. */
  beats: readonly Beat[]
  durationS: number
  toleranceS: number
}

/** The music is moved by two bars at most either way: further, it is another part of the track. */
const mostBars = 2
const ordinaryBar = 4
/** Of two cuts any tempo puts both on beats somewhere. */
const leastCuts = 3
const pointsGiven = 5

/**
 * Where the music had better begin for these cuts: the shifts of the whole track that put most of them on beats, best
 * first; of those that do as well the smallest shift, then the one with most cuts on downbeats. Null without beats or
 * with fewer than three cuts.
 *
 * A shift s puts a cut c on a beat b while |c − b − s| is within the tolerance, so every pair is an interval of shifts;
 * one sweep over them finds where most cuts overlap. Within that place the median of c − b is taken, which leaves
 * the smallest offsets. Where the music is cut off by the draft's own ends it is taken to go on at its tempo.
 */
export function musicInPoints({ cutsS, beats, durationS, toleranceS }: InPointInput): MusicInPoint[] | null {
  if (beats.length < 2 || cutsS.length < leastCuts) return null
  const reachS = mostBars * barBeats(beats) * medianIntervalS(beats)
  const grid = prolonged(beats, durationS, reachS)
  const range = { fromS: -reachS, toS: reachS }
  const pairs = pairsWithin(cutsS, grid, range, toleranceS)
  const places = shiftPlaces(pairs, cutsS.length, toleranceS, range)
  const cuts = cutsS.length
  const isNow = ({ shiftS }: Pair): boolean => Math.abs(shiftS) <= toleranceS + 1e-6
  const shareNow = new Set(pairs.filter(isNow).map(({ cut }) => cut)).size / cuts
  const chance = meanShare(pairs, toleranceS, range, cuts)
  const best = bestByChance(cuts, chance)
  return places
    .map(({ shiftS, onBeat, onDownbeat }) => ({
      // The music comes `shiftS` later: it begins that much earlier in the track.
      offsetS: 0 - shiftS,
      onBeat,
      onDownbeat,
      share: onBeat / cuts,
      shareNow,
      chance,
      bestByChance: best,
    }))
    .sort(
      (a, b) =>
        b.onBeat - a.onBeat ||
        Math.round(Math.abs(a.offsetS) * 1000) - Math.round(Math.abs(b.offsetS) * 1000) ||
        b.onDownbeat - a.onDownbeat,
    )
    .slice(0, pointsGiven)
}

/**
 * The share that the best shift reaches with cuts set at random: the mean of the highest of M independent counts. A beat
 * has room for 1 / chance shifts that share nothing; sliding between them finds about four times as many (by
 * simulation: within 0.04 of the mean of the best, 70 to 180 BPM, 6 to 40 cuts).
 */
function bestByChance(cuts: number, chance: number): number {
  if (!(chance > 0)) return 0
  const trials = 4 / chance
  let mean = 0
  for (let k = 1; k <= cuts; k++) mean += 1 - (1 - binomialUpperTail(k, cuts, chance)) ** trials
  return mean / cuts
}

/** The beats with those that the track would have before the draft's start and after its end, bars going on. */
function prolonged(beats: readonly Beat[], durationS: number, byS: number): Beat[] {
  const stretches = beatStretches(beats)
  const first = beats.slice(0, Math.min(nearby, stretches[0]!.end))
  const last = beats.slice(Math.max(beats.length - nearby, stretches.at(-1)!.from))
  const bar = barBeats(beats)
  const firstDownbeat = beats.findIndex(({ downbeat }) => downbeat)
  const lastDownbeat = beats.findLastIndex(({ downbeat }) => downbeat)
  const before = isBeside(0, first[0]!.timeS, first) ? beatsOn(first[0]!.timeS, -1, first, byS) : []
  const after = isBeside(last.at(-1)!.timeS, durationS, last) ? beatsOn(last.at(-1)!.timeS, 1, last, byS) : []
  const beginsBar = (beatsAway: number, downbeat: number): boolean => downbeat >= 0 && beatsAway % bar === 0
  return [
    ...before
      .map((timeS, i) => ({ timeS, downbeat: beginsBar(firstDownbeat + i + 1, firstDownbeat) }))
      .reverse(),
    ...beats,
    ...after.map((timeS, i) => ({
      timeS,
      downbeat: beginsBar(beats.length - lastDownbeat + i, lastDownbeat),
    })),
  ]
}

/** How many beats the tempo at an end is taken from. */
const nearby = 8

/** Whether the next beat would already have lain outside the draft. */
function isBeside(fromS: number, toS: number, beats: readonly Beat[]): boolean {
  return beats.length > 1 && toS - fromS <= 1.5 * medianIntervalS(beats)
}

function beatsOn(fromS: number, direction: 1 | -1, beats: readonly Beat[], byS: number): number[] {
  const intervalS = medianIntervalS(beats)
  return Array.from({ length: Math.ceil(byS / intervalS) }, (_, i) => fromS + direction * (i + 1) * intervalS)
}

function barBeats(beats: readonly Beat[]): number {
  const starts = beats.flatMap(({ downbeat }, i) => (downbeat ? [i] : []))
  return medianOf(starts.slice(1).map((start, i) => start - starts[i]!)) ?? ordinaryBar
}

function medianIntervalS(beats: readonly Beat[]): number {
  return medianOf(beats.slice(1).map(({ timeS }, i) => timeS - beats[i]!.timeS)) ?? 0
}

function medianOf(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? null
}
