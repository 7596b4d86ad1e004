import type { MeasurementOutline } from '../../../../shared/contract/measurement.ts'
import { transcriptLines } from '../../transcript/transcript-lines.ts'
import type { Lane, LaneNote } from '../lane.ts'
import { markOf, spanAt, visibleSpans } from './spans.ts'

interface SaidLine {
  startS: number
  endS: number
  text: string
}

const linesOfMeasurement = new WeakMap<MeasurementOutline, SaidLine[]>()
const askPx = 3

/** What is said, with its words; what asks the viewer for something is underlined. */
export const transcriptLane: Lane = {
  id: 'transcript',
  label: 'Transcript',
  legend: () => 'What is said, from captions. Underlined: it asks the viewer for something.',
  figure: ({ measurement: { delivery } }) =>
    delivery?.wordsPerMinute == null ? null : `${Math.round(delivery.wordsPerMinute)} words/min`,
  heightPx: 20,
  leastHeightPx: 16,
  missing: ({ measurement }) => (measurement.words.length === 0 ? 'No captions' : null),
  draw(surface, { measurement }) {
    const { ctx, heightPx, colours } = surface
    ctx.font = `11px ${colours.font}`
    ctx.textBaseline = 'middle'
    for (const { span: line, x, width } of visibleSpans(surface, linesOf(measurement), 2)) {
      ctx.fillStyle = colours.speech
      ctx.globalAlpha = 0.22
      ctx.fillRect(x, 2, width - 1, heightPx - 4)
      ctx.globalAlpha = 1
      const from = Math.max(4, x + 4)
      if (x + width - from < 24) continue
      ctx.save()
      ctx.beginPath()
      ctx.rect(from, 0, x + width - from - 3, heightPx)
      ctx.clip()
      ctx.fillStyle = colours.text
      ctx.fillText(line.text, from, heightPx / 2 + 0.5)
      ctx.restore()
    }
    ctx.fillStyle = colours.accent
    for (const { x, width } of visibleSpans(surface, saidAsks(measurement), 4)) {
      ctx.fillRect(x, heightPx - askPx, width, askPx)
    }
  },
  noteAt: (place, { measurement }) => {
    const ask = spanAt(saidAsks(measurement), { ...place, withinS: 0 })
    if (ask) return askNote(ask)
    const line = spanAt(linesOf(measurement), place)
    return line && markOf(line, 'Said', `“${line.text}”`)
  },
  marks: ({ measurement }) => saidAsks(measurement).map(askNote),
}

function linesOf(measurement: MeasurementOutline): SaidLine[] {
  const known = linesOfMeasurement.get(measurement)
  if (known) return known
  const lines = transcriptLines(measurement.words).map(({ words }) => ({
    startS: words[0]!.startS,
    endS: words.at(-1)!.endS,
    text: words.map(({ text }) => text).join(' '),
  }))
  linesOfMeasurement.set(measurement, lines)
  return lines
}

type Ask = MeasurementOutline['callsToAction'][number]

function saidAsks({ callsToAction }: MeasurementOutline): Ask[] {
  return callsToAction.filter(({ by }) => by === 'said')
}

function askNote(ask: Ask): LaneNote {
  return markOf(ask, 'Call to action', `${ask.kind}: “${ask.text}”`)
}
