import type { Measuring, StreamDetector } from '../media/detector.ts'
import type { StillFrame } from '../media/streams.ts'

/** Widths of the bars as fractions of the displayed frame; null when there are none. */
export type LetterboxFacts = { top: number; bottom: number; left: number; right: number } | null

/** Every fourth pixel along a row or column tells what the row or column is. */
const stride = 4
/** The lightest a bar may be, and by how much a bar's pixels may differ over the whole draft (coding, ringing). */
const darkUpTo = 80
const barSpread = 14
/** A bar's edge: this much lighter beyond it at some time, for at least this share of its length. */
const contentStep = 24
const leastContentShare = 0.4
/** Lines within which an edge has become picture: coding rings and bleeds by up to a macroblock. */
const edgeLines = 16
/** Thinner bars are a coder's padding or an edge's softness. */
const leastBar = 0.008

/**
 * Constant bars: rows or columns at an edge that stay one dark colour from the first still to the last, ending where
 * picture begins along much of their length. A dark scene has no such edge, a blurred fill is not one colour.
 */
export const letterbox: StreamDetector<LetterboxFacts> = {
  kind: 'stream',
  id: 'letterbox',
  version: 1,
  streams: ['stills'],
  begin: () => new LetterboxMeasuring(),
}

class LetterboxMeasuring implements Measuring<LetterboxFacts> {
  private rows: Extremes | null = null
  private columns: Extremes | null = null

  still(still: StillFrame): void {
    const { rgb, width, height } = still
    this.rows ??= new Extremes(height, Math.ceil(width / stride))
    this.columns ??= new Extremes(width, Math.ceil(height / stride))
    const { rows, columns } = this
    // Both read along the picture's rows, as they lie in memory.
    for (let y = 0; y < height; y++) {
      rows.take(rgb, 3 * y * width, 3 * stride, y * rows.samples, 1, rows.samples)
      if (y % stride === 0) columns.take(rgb, 3 * y * width, 3, y / stride, columns.samples, width)
    }
  }

  finish(): LetterboxFacts {
    if (!this.rows || !this.columns) return null
    const { rows, columns } = this
    // A first look at the sides, so that the edges of top and bottom are judged between them, and the other way round.
    const [left0, right0] = columns.bars(0, 1)
    const [top, bottom] = rows.bars(left0 / columns.lines, 1 - right0 / columns.lines)
    const [left, right] = columns.bars(top / rows.lines, 1 - bottom / rows.lines)
    const share = (bar: number, lines: number): number => (bar / lines >= leastBar ? bar / lines : 0)
    const bars = {
      top: share(top, rows.lines),
      bottom: share(bottom, rows.lines),
      left: share(left, columns.lines),
      right: share(right, columns.lines),
    }
    return bars.top + bars.bottom + bars.left + bars.right > 0 ? bars : null
  }
}

/** Least and greatest HSV value (a pure blue is light here, not dark) over the draft, for samples along each line (row or column). */
class Extremes {
  readonly lines: number
  readonly samples: number
  private readonly darkest: Uint8Array
  private readonly lightest: Uint8Array

  constructor(lines: number, samples: number) {
    this.lines = lines
    this.samples = samples
    this.darkest = new Uint8Array(lines * samples).fill(255)
    this.lightest = new Uint8Array(lines * samples)
  }

  /** Takes `count` pixels from `from` on, every `step` bytes, into entries from `to` on, every `toStep`. */
  take(rgb: Uint8Array, from: number, step: number, to: number, toStep: number, count: number): void {
    const { darkest, lightest } = this
    for (let n = 0, p = from, i = to; n < count; n++, p += step, i += toStep) {
      const r = rgb[p]!
      const g = rgb[p + 1]!
      const b = rgb[p + 2]!
      const level = r > g ? (r > b ? r : b) : g > b ? g : b
      if (level < darkest[i]!) darkest[i] = level
      if (level > lightest[i]!) lightest[i] = level
    }
  }

  /** Lines of bar at the beginning and at the end, looking at samples between two fractions of the line. */
  bars(from: number, to: number): [number, number] {
    const first = Math.ceil(from * this.samples)
    const end = Math.max(first + 1, Math.floor(to * this.samples))
    return [this.bar(0, 1, first, end), this.bar(this.lines - 1, -1, first, end)]
  }

  private bar(start: number, direction: 1 | -1, first: number, end: number): number {
    let darkest = 255
    let lightest = 0
    for (let length = 0; length < this.lines; length++) {
      const line = start + direction * length
      let lineDarkest = darkest
      let lineLightest = lightest
      for (let i = line * this.samples + first; i < line * this.samples + end; i++) {
        lineDarkest = Math.min(lineDarkest, this.darkest[i]!)
        lineLightest = Math.max(lineLightest, this.lightest[i]!)
      }
      if (lineLightest > darkUpTo || lineLightest - lineDarkest > barSpread) {
        return length > 0 ? this.pictureFrom(start, direction, length, first, end, lightest + contentStep) : 0
      }
      darkest = lineDarkest
      lightest = lineLightest
    }
    return 0
  }

  /** The line at or soon after `length` along which enough becomes lighter than `above`; 0 where there is none. */
  private pictureFrom(
    start: number,
    direction: 1 | -1,
    length: number,
    first: number,
    end: number,
    above: number,
  ): number {
    for (let from = length; from < Math.min(this.lines, length + edgeLines); from++) {
      const line = (start + direction * from) * this.samples
      let lit = 0
      for (let i = line + first; i < line + end; i++) if (this.lightest[i]! > above) lit++
      if (lit >= leastContentShare * (end - first)) return from
    }
    return 0
  }
}
