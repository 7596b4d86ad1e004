import type { Beat } from './beats.ts'

/** Beats that follow one another without a break. */
export interface BeatStretch {
  /** Index of the first beat and of the one after the last. */
  from: number
  end: number
}

/** An interval so many times as long as both beside it is a break: a change to half the tempo stays below it. */
const breakTimes = 1.6

/** The beats between breaks of the music. */
export function beatStretches(beats: readonly Pick<Beat, 'timeS'>[]): BeatStretch[] {
  const stretches: BeatStretch[] = []
  let from = 0
  for (let i = 1; i <= beats.length; i++) {
    if (i < beats.length && !isBreak(beats, i)) continue
    if (i > from) stretches.push({ from, end: i })
    from = i
  }
  return stretches
}

function isBreak(beats: readonly Pick<Beat, 'timeS'>[], i: number): boolean {
  const before = i >= 2 ? beats[i - 1]!.timeS - beats[i - 2]!.timeS : 0
  const after = i + 1 < beats.length ? beats[i + 1]!.timeS - beats[i]!.timeS : 0
  const longer = Math.max(before, after)
  return longer > 0 && beats[i]!.timeS - beats[i - 1]!.timeS > breakTimes * longer
}

/** Index of the value that is nearest to `value` in a rising list, the earlier of two; -1 in an empty one. */
export function nearestIndex(rising: ArrayLike<number>, value: number): number {
  let low = 0
  let high = rising.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (rising[middle]! < value) low = middle + 1
    else high = middle
  }
  if (low === 0) return rising.length > 0 ? 0 : -1
  if (low === rising.length) return low - 1
  return value - rising[low - 1]! <= rising[low]! - value ? low - 1 : low
}
