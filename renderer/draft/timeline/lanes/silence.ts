import type { Lane } from '../lane.ts'
import { markOf, spanAt, visibleSpans, type SpanOfTime } from './spans.ts'

/** Stretches in which nothing can be heard. */
export const silenceLane: Lane = {
  id: 'silence',
  label: 'Silence',
  legend: () => 'Stretches in which nothing can be heard.',
  figure: ({ measurement: { silence } }) => (silence.length > 0 ? String(silence.length) : null),
  heightPx: 14,
  leastHeightPx: 12,
  missing: ({ measurement }) =>
    !measurement.audio ? 'The draft has no sound' : measurement.silence.length === 0 ? 'None' : null,
  draw(surface, { measurement }) {
    const { ctx, heightPx, colours } = surface
    for (const { x, width } of visibleSpans(surface, measurement.silence, 2)) {
      ctx.fillStyle = colours.silence
      ctx.globalAlpha = 0.7
      ctx.fillRect(x, 4, width, heightPx - 8)
      ctx.globalAlpha = 1
    }
  },
  noteAt: (place, { measurement }) => {
    const span = spanAt(measurement.silence, place)
    return span && silenceNote(span)
  },
  marks: ({ measurement }) => measurement.silence.map(silenceNote),
}

const silenceNote = (span: SpanOfTime): ReturnType<typeof markOf> =>
  markOf(span, 'Silence', `${(span.endS - span.startS).toFixed(1)} s`)
