import type { FrameClock } from '../player/frame-clock.ts'
import { timeAt, xOf, type TimelineView } from './view.ts'

const snapPx = 6

/**
 * The frame that a pointer means: that of the nearest point of interest within six pixels, else the one under it.
 *
 * @param points times to snap to, s, ascending; empty: only frames
 */
export function frameUnder(
  view: TimelineView,
  x: number,
  clock: FrameClock,
  points: readonly number[],
): { frame: number; snappedToS: number | null } {
  const timeS = timeAt(view, x)
  const nearest = nearestPoint(points, timeS)
  if (nearest !== null && Math.abs(xOf(view, nearest) - x) <= snapPx)
    return { frame: clock.frameAt(nearest), snappedToS: nearest }
  return { frame: clock.frameAt(timeS), snappedToS: null }
}

function nearestPoint(points: readonly number[], timeS: number): number | null {
  let low = 0
  let high = points.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (points[middle]! < timeS) low = middle + 1
    else high = middle
  }
  const before = points[low - 1]
  const after = points[low]
  if (before === undefined) return after ?? null
  if (after === undefined) return before
  return timeS - before <= after - timeS ? before : after
}
