import type { Beat } from './beats.ts'

/** A cut and a beat, and the shift of the music that brings them together. */
export interface Pair {
  cut: number
  shiftS: number
  downbeat: boolean
}

/** From the least to the greatest shift, s. */
export interface ShiftRange {
  fromS: number
  toS: number
}

/** A shift, how many cuts it puts on beats, and how many of those on downbeats. */
export interface Place {
  shiftS: number
  onBeat: number
  onDownbeat: number
}

/** Every cut with every beat that a shift within the range, or a tolerance beside it, brings to it. */
export function pairsWithin(
  cutsS: readonly number[],
  beats: readonly Beat[],
  { fromS, toS }: ShiftRange,
  toleranceS: number,
): Pair[] {
  const pairs: Pair[] = []
  let first = 0
  cutsS.forEach((cutS, cut) => {
    while (first < beats.length && beats[first]!.timeS < cutS - toS - toleranceS) first++
    for (let i = first; i < beats.length && beats[i]!.timeS <= cutS - fromS + toleranceS; i++)
      pairs.push({ cut, shiftS: cutS - beats[i]!.timeS, downbeat: beats[i]!.downbeat })
  })
  return pairs
}

/**
 * The places at which more cuts are on beats than beside them, each with its best shift. By rising shift, the pairs that
 * one shift can serve stand in a row no longer than twice the tolerance; a row that can't be longer is such a place.
 */
export function shiftPlaces(
  pairs: readonly Pair[],
  cuts: number,
  toleranceS: number,
  { fromS, toS }: ShiftRange,
): Place[] {
  const widthS = toleranceS + 1e-6
  const rising = pairs.toSorted((a, b) => a.shiftS - b.shiftS)
  const onBeat = countOfCuts(cuts)
  const onDownbeat = countOfCuts(cuts)
  const found: Place[] = []
  let end = 0
  rising.forEach((first, from) => {
    const before = end
    for (; end < rising.length && rising[end]!.shiftS - first.shiftS <= 2 * widthS; end++) {
      onBeat.add(rising[end]!.cut)
      if (rising[end]!.downbeat) onDownbeat.add(rising[end]!.cut)
    }
    if (end > before) {
      const median = rising[from + ((end - from) >> 1)]!.shiftS
      const leastS = rising[end - 1]!.shiftS - widthS
      const shiftS = Math.min(first.shiftS + widthS, Math.max(leastS, median))
      if (shiftS >= fromS && shiftS <= toS)
        found.push({ shiftS, onBeat: onBeat.count(), onDownbeat: onDownbeat.count() })
    }
    onBeat.remove(first.cut)
    if (first.downbeat) onDownbeat.remove(first.cut)
  })
  return found
}

/** How many different cuts there are in a row of pairs to which pairs are added and from which they are taken. */
function countOfCuts(cuts: number): {
  add: (cut: number) => void
  remove: (cut: number) => void
  count: () => number
} {
  const times = new Uint32Array(cuts)
  let count = 0
  return {
    add: (cut) => {
      if (times[cut]!++ === 0) count++
    },
    remove: (cut) => {
      if (--times[cut]! === 0) count--
    },
    count: () => count,
  }
}

/** The share of cuts on beats over all shifts within reach: what a shift without thought gives. */
export function meanShare(
  pairs: readonly Pair[],
  toleranceS: number,
  { fromS, toS }: ShiftRange,
  cuts: number,
): number {
  let coveredS = 0
  for (const { shiftS } of pairs) {
    const startS = Math.max(fromS, shiftS - toleranceS)
    const endS = Math.min(toS, shiftS + toleranceS)
    coveredS += Math.max(0, endS - startS)
  }
  return Math.min(1, coveredS / ((toS - fromS) * cuts))
}
