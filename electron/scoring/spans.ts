import type { Span } from '../../shared/contract/measurement.ts'

/** Spans inside `[0, durationS]`, in order, those that touch or nearly touch (`gapS`) made one. */
export function tidySpans(spans: readonly Span[], durationS: number, gapS = 0): Span[] {
  const ordered = spans
    .map(({ startS, endS }) => ({ startS: Math.max(0, startS), endS: Math.min(durationS, endS) }))
    .filter(({ startS, endS }) => endS > startS)
    .sort((a, b) => a.startS - b.startS)
  const joined: Span[] = []
  for (const span of ordered) {
    const last = joined.at(-1)
    if (last && span.startS <= last.endS + gapS) last.endS = Math.max(last.endS, span.endS)
    else joined.push(span)
  }
  return joined
}

/** The parts of `spans` inside `window`. */
export function within(spans: readonly Span[], window: Span): Span[] {
  return spans
    .map(({ startS, endS }) => ({
      startS: Math.max(window.startS, startS),
      endS: Math.min(window.endS, endS),
    }))
    .filter(({ startS, endS }) => endS > startS)
}

/** Seconds that a span lasts, never negative. */
export function lengthS({ startS, endS }: Span): number {
  return Math.max(0, endS - startS)
}

/** Seconds that spans last together; they must not overlap. */
export function totalS(spans: readonly Span[]): number {
  return spans.reduce((sum, span) => sum + lengthS(span), 0)
}

/** The longest of the spans, the first among equals. */
export function longest(spans: readonly Span[]): Span | undefined {
  return spans.reduce<Span | undefined>(
    (best, span) => (best && lengthS(best) >= lengthS(span) ? best : span),
    undefined,
  )
}
