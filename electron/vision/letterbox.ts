import type { Measuring, StreamDetector } from '../media/detector.ts'
import type { StillFrame } from '../media/streams.ts'
import { padded, SimdMemory } from './simd/simd-memory.ts'

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
  private memory: SimdMemory | null = null
  private rgb: Uint8Array = new Uint8Array(0)
  private rows: Extremes | null = null
  private columns: Extremes | null = null

  still({ rgb, width, height }: StillFrame): void {
    if (!this.memory || !this.rows || !this.columns) {
      const samples =
        2 * (padded(height * Math.ceil(width / stride)) + padded(width * Math.ceil(height / stride)))
      this.memory = new SimdMemory(padded(rgb.length) + samples)
      this.rgb = this.memory.bytes(rgb.length)
      this.rows = new Extremes(height, Math.ceil(width / stride), 'samples', this.memory)
      this.columns = new Extremes(width, Math.ceil(height / stride), 'lines', this.memory)
    }
    this.rgb.set(rgb)
    this.memory.run.widenExtremes(
      this.rgb.byteOffset,
      width,
      height,
      this.rows.darkest.byteOffset,
      this.rows.lightest.byteOffset,
      this.columns.darkest.byteOffset,
      this.columns.lightest.byteOffset,
    )
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
  readonly darkest: Uint8Array
  readonly lightest: Uint8Array
  /** From an entry to that of the next line, and to the next along the line. */
  private readonly lineStep: number
  private readonly sampleStep: number

  /** @param together what lies side by side in memory: the samples of a line, or those of all lines at one place */
  constructor(lines: number, samples: number, together: 'samples' | 'lines', memory: SimdMemory) {
    this.lines = lines
    this.samples = samples
    this.darkest = memory.bytes(lines * samples).fill(255)
    this.lightest = memory.bytes(lines * samples).fill(0)
    ;[this.lineStep, this.sampleStep] = together === 'samples' ? [samples, 1] : [1, lines]
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
      for (let sample = first; sample < end; sample++) {
        const i = line * this.lineStep + sample * this.sampleStep
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
      const line = (start + direction * from) * this.lineStep
      let lit = 0
      for (let sample = first; sample < end; sample++) {
        if (this.lightest[line + sample * this.sampleStep]! > above) lit++
      }
      if (lit >= leastContentShare * (end - first)) return from
    }
    return 0
  }
}
