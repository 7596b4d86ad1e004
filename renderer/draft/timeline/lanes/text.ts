import type { MeasurementOutline, TextSpan } from '../../../../shared/contract/measurement.ts'
import type { Lane, LaneNote } from '../lane.ts'
import { xOf } from '../view.ts'
import { markOf, spanAt, visibleSpans } from './spans.ts'

const kindLabels: Readonly<Record<TextSpan['kind'], string>> = {
  title: 'Title',
  caption: 'Caption',
  watermark: 'Watermark',
  other: 'Text in the picture',
}
const unreadLabels: Readonly<Record<NonNullable<TextSpan['unread']>, string>> = {
  script: 'not read: another script',
  mirrored: 'not read: mirrored',
  unclear: 'not read: not clear enough',
}

/** Texts that overlap in time stand below each other in so many rows. */
const rows = 2
const gapPx = 2

type PlacedText = TextSpan & {
  row: number
  /** Where the next of its row begins: words reach no further. */
  wordsEndS: number
}
const placedOfMeasurement = new WeakMap<MeasurementOutline, PlacedText[]>()

/** What stands written on the picture, with its words. */
export const textLane: Lane = {
  id: 'text',
  label: 'Text',
  legend: () =>
    'Text on the picture with its words. Filled: titles and captions. Outlined: other text. Grey: not read.',
  figure: ({ measurement }) => (measurement.text.length > 0 ? String(measurement.text.length) : null),
  heightPx: 34,
  leastHeightPx: 20,
  missing: ({ measurement }) =>
    measurement.textUnread !== null ? 'Not read here' : measurement.text.length === 0 ? 'None' : null,
  draw(surface, { measurement }) {
    const { ctx, heightPx, colours } = surface
    const rowPx = (heightPx - gapPx) / rows
    ctx.font = `11px ${colours.font}`
    ctx.textBaseline = 'middle'
    for (const { span: one, x, width } of visibleSpans(surface, placed(measurement), 2)) {
      const top = gapPx + one.row * rowPx
      const isMeant = one.kind === 'title' || one.kind === 'caption'
      ctx.fillStyle = ctx.strokeStyle = one.unread === null ? colours.written : colours.silence
      ctx.globalAlpha = isMeant && one.unread === null ? 0.3 : 0.12
      ctx.fillRect(x, top, width - 1, rowPx - gapPx)
      ctx.globalAlpha = 1
      if (isMeant) ctx.fillRect(x, top, 2, rowPx - gapPx)
      else ctx.strokeRect(x + 0.5, top + 0.5, Math.max(1, width - 2), rowPx - gapPx - 1)
      const from = Math.max(4, x + 6)
      const wordsPx = Math.min(x + width, xOf(surface.view, one.wordsEndS)) - from - 3
      if (wordsPx < 21) continue
      ctx.save()
      ctx.beginPath()
      ctx.rect(from, top, wordsPx, rowPx)
      ctx.clip()
      ctx.fillStyle = colours.text
      ctx.fillText(wordsOf(one), from, top + (rowPx - gapPx) / 2 + 0.5)
      ctx.restore()
    }
  },
  noteAt: (place, { measurement }) => {
    const row = Math.min(rows - 1, Math.floor((place.yPx / place.heightPx) * rows))
    const texts = placed(measurement)
    const hit = spanAt(
      texts.filter((one) => one.row === row),
      place,
    )
    return hit && noteOf(hit)
  },
  marks: ({ measurement }) => placed(measurement).map(noteOf),
}

/** Each in the first row that is free by then; where none is, in the one that is free soonest. */
function placed(measurement: MeasurementOutline): PlacedText[] {
  const known = placedOfMeasurement.get(measurement)
  if (known) return known
  const freeFrom = new Array<number>(rows).fill(-Infinity)
  const texts = measurement.text.map((one) => {
    const free = freeFrom.findIndex((timeS) => timeS <= one.startS + 1e-6)
    const row = free < 0 ? freeFrom.indexOf(Math.min(...freeFrom)) : free
    freeFrom[row] = Math.max(freeFrom[row]!, one.endS)
    return { ...one, row, wordsEndS: one.endS }
  })
  for (let row = 0; row < rows; row++) {
    const along = texts.filter((one) => one.row === row)
    along.forEach((one, i) => (one.wordsEndS = Math.min(one.endS, along[i + 1]?.startS ?? Infinity)))
  }
  placedOfMeasurement.set(measurement, texts)
  return texts
}

function wordsOf({ text, unread }: TextSpan): string {
  return unread === null ? text.replaceAll('\n', ' ') : unreadLabels[unread]
}

function noteOf(one: PlacedText): LaneNote {
  const words = wordsOf(one)
  const detail = [
    one.unread === null ? `“${words}”` : words,
    `${(one.endS - one.startS).toFixed(1)} s`,
    `lines of ${(one.heightShare * 100).toFixed(1)} % of the height`,
    ...(one.contrast === null ? [] : [`contrast ${one.contrast.toFixed(1)} : 1`]),
  ].join(', ')
  return { ...markOf(one, kindLabels[one.kind], detail), box: one.box }
}
