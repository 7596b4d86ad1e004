import type { FrameClock } from '../../../shared/frame-clock.ts'
import { timeAt, xOf, type TimelineView } from './view.ts'

const snapPx = 6

/** Times to snap to, s, ascending; empty: only frames. */
export interface SnapPoints {
  transitionsS: readonly number[]
  beatsS: readonly number[]
}
export const noSnapPoints: SnapPoints = { transitionsS: [], beatsS: [] }

/**
 * The frame that a pointer means: that of the nearest transition within six pixels, else of the nearest beat, else the
 * one under it. A cut stands before a beat, which is beside it all too often; and while beats are so close to each other
 * that every place would snap, none does.
 */
export function frameUnder(
  view: TimelineView,
  x: number,
  clock: FrameClock,
  { transitionsS, beatsS }: SnapPoints,
): { frame: number; snappedToS: number | null } {
  const timeS = timeAt(view, x)
  const snapped =
    within(nearestIndex(transitionsS, timeS), transitionsS, view, x) ??
    within(distinctBeat(beatsS, timeS, view), beatsS, view, x)
  return { frame: clock.frameAt(snapped ?? timeS), snappedToS: snapped }
}

function within(
  index: number | null,
  points: readonly number[],
  view: TimelineView,
  x: number,
): number | null {
  if (index === null) return null
  const pointS = points[index]!
  return Math.abs(xOf(view, pointS) - x) <= snapPx ? pointS : null
}

/** The nearest beat, if there is free room between it and its neighbours. */
function distinctBeat(beatsS: readonly number[], timeS: number, view: TimelineView): number | null {
  const index = nearestIndex(beatsS, timeS)
  if (index === null) return null
  const neighbours = [beatsS[index - 1], beatsS[index + 1]].filter((other) => other !== undefined)
  const gapS = Math.min(...neighbours.map((other) => Math.abs(other - beatsS[index]!)))
  return gapS * view.pixelsPerSecond >= 4 * snapPx ? index : null
}

function nearestIndex(points: readonly number[], timeS: number): number | null {
  let low = 0
  let high = points.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (points[middle]! < timeS) low = middle + 1
    else high = middle
  }
  const before = points[low - 1]
  const after = points[low]
  if (before === undefined) return after === undefined ? null : low
  if (after === undefined) return low - 1
  return timeS - before <= after - timeS ? low - 1 : low
}
