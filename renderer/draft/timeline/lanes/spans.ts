import type { LaneNote, LanePlace, LaneSurface } from '../lane.ts'
import { endOf, xOf } from '../view.ts'

/** Anything with a beginning and an end. */
export interface SpanOfTime {
  startS: number
  endS: number
}

/** Those that the view shows, with their place; what is short stays wide enough to be seen. */
export function* visibleSpans<Span extends SpanOfTime>(
  { view }: LaneSurface,
  spans: readonly Span[],
  leastPx: number,
): Generator<{ span: Span; x: number; width: number }> {
  const endS = endOf(view)
  const leastS = leastPx / view.pixelsPerSecond
  for (const span of spans) {
    if (span.startS > endS || Math.max(span.endS, span.startS + leastS) < view.startS) continue
    // Cut to the view: canvases lose precision far outside it.
    const x = Math.max(-8, xOf(view, span.startS))
    const right = Math.min(view.widthPx + 8, Math.max(xOf(view, span.endS), xOf(view, span.startS) + leastPx))
    yield { span, x, width: Math.max(leastPx, right - x) }
  }
}

/** The shortest span at a place, so that a moment within a long span can be pointed at. */
export function spanAt<Span extends SpanOfTime>(
  spans: readonly Span[],
  { timeS, withinS }: LanePlace,
): Span | null {
  let best: Span | null = null
  for (const span of spans) {
    if (timeS < span.startS - withinS || timeS > span.endS + withinS) continue
    if (!best || span.endS - span.startS < best.endS - best.startS) best = span
  }
  return best
}

export function markOf(span: SpanOfTime, title: string, detail = ''): LaneNote {
  return { title, detail, startS: span.startS, endS: span.endS, isMark: true }
}

/** The value of a curve at a time. */
export function valueNote(timeS: number, title: string, detail: string): LaneNote {
  return { title, detail, startS: timeS, endS: timeS, isMark: false }
}
