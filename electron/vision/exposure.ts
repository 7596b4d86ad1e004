import type { DraftClock, Measuring, StreamDetector } from '../media/detector.ts'
import type { SmallFrame } from '../media/streams.ts'
import { GrowingNumbers } from './growing-columns.ts'
import { lumaOf } from './luma.ts'
import { padded, scratchMemory } from './simd/simd-memory.ts'
import { seriesOf, seriesRateHz } from './series.ts'

export interface ExposureFacts {
  rateHz: number
  /** Mean luma, 0 to 1. */
  brightness: Float32Array
  /** Standard deviation of luma, 0 to 0.5. */
  contrast: Float32Array
  /** Shares of the pixels that are black, and white, but for what coding makes of it. */
  shadowsClipped: Float32Array
  highlightsClipped: Float32Array
}

/** Light changes with what is shown; every second frame of 30 a second tells it. */
const leastGapS = 0.06
const blackUpTo = 3
const whiteFrom = 252

/** How light the picture is, how much light and dark differ, and what is lost at either end. */
export const exposure: StreamDetector<ExposureFacts> = {
  kind: 'stream',
  id: 'exposure',
  version: 2,
  streams: ['frames'],
  begin: () => new ExposureMeasuring(),
}

class ExposureMeasuring implements Measuring<ExposureFacts> {
  private readonly timesS = new GrowingNumbers()
  private readonly brightness = new GrowingNumbers()
  private readonly contrast = new GrowingNumbers()
  private readonly shadows = new GrowingNumbers()
  private readonly highlights = new GrowingNumbers()

  private lastTimeS = -Infinity

  frame(frame: SmallFrame): void {
    if (frame.timeS - this.lastTimeS < leastGapS) return
    this.lastTimeS = frame.timeS
    const luma = lumaOf(frame)
    const { sum, squares, black, white } = lightOf(luma)
    const mean = sum / luma.length
    this.timesS.push(frame.timeS)
    this.brightness.push(mean / 255)
    this.contrast.push(Math.sqrt(Math.max(0, squares / luma.length - mean * mean)) / 255)
    this.shadows.push(black / luma.length)
    this.highlights.push(white / luma.length)
  }

  finish({ durationS }: DraftClock): ExposureFacts {
    const timesS = this.timesS.doubles()
    const series = (column: GrowingNumbers): Float32Array => seriesOf(column.doubles(), timesS, durationS)
    return {
      rateHz: seriesRateHz,
      brightness: series(this.brightness),
      contrast: series(this.contrast),
      shadowsClipped: series(this.shadows),
      highlightsClipped: series(this.highlights),
    }
  }
}

function lightOf(luma: Uint8Array): { sum: number; squares: number; black: number; white: number } {
  const memory = scratchMemory(padded(luma.length) + padded(32))
  const values = memory.bytes(luma.length)
  const sums = memory.longs(4)
  values.set(luma)
  memory.run.light(values.byteOffset, luma.length, blackUpTo, whiteFrom, sums.byteOffset)
  const [sum, squares, black, white] = Array.from(sums, Number) as [number, number, number, number]
  return { sum, squares, black, white }
}
