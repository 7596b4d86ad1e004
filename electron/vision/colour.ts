import type { DraftClock, Measuring, StreamDetector } from '../media/detector.ts'
import type { SmallFrame } from '../media/streams.ts'
import { GrowingNumbers } from './growing-columns.ts'
import { seriesOf, seriesRateHz } from './series.ts'

export interface ColourFacts {
  rateHz: number
  /** Mean HSV saturation of the pixels that are not nearly black, 0 to 1. */
  saturation: Float32Array
  /** Hasler and Süsstrunk, "Measuring colourfulness in natural images" (2003), M3, on R, G, B of 0 to 255. */
  colourfulness: Float32Array
  /** Normalised entropy of the hues of all saturated pixels: 0 one hue, 1 all alike; null where nothing has a colour. */
  colourVariety: number | null
}

/** HSV value below which saturation is the coder's noise. */
const nearlyBlack = 20
const hueBins = 24
/** Hue counts where saturation reaches 0.2 and value 0.2. */
const leastSaturation = 0.2
const leastValue = 51
/** Share of all pixels that must have a hue for their variety to mean something. */
const leastColouredShare = 0.005
/** Colours change with what is shown; every second frame of 30 a second tells them. */
const leastGapS = 0.06

const reciprocal = Float64Array.from({ length: 256 }, (_, value) => (value > 0 ? 1 / value : 0))

export const colour: StreamDetector<ColourFacts> = {
  kind: 'stream',
  id: 'colour',
  version: 1,
  streams: ['frames'],
  begin: () => new ColourMeasuring(),
}

class ColourMeasuring implements Measuring<ColourFacts> {
  private readonly timesS = new GrowingNumbers()
  private readonly saturation = new GrowingNumbers()
  private readonly colourfulness = new GrowingNumbers()
  private readonly hues = new Float64Array(hueBins)
  private pixels = 0
  private lastTimeS = -Infinity

  frame({ rgb, timeS }: SmallFrame): void {
    if (timeS - this.lastTimeS < leastGapS) return
    this.lastTimeS = timeS
    const { hues } = this
    const count = rgb.length / 3
    let rgSum = 0
    let rgSquares = 0
    let ybSum = 0
    let ybSquares = 0
    let saturationSum = 0
    let lit = 0
    for (let p = 0; p < rgb.length; p += 3) {
      const r = rgb[p]!
      const g = rgb[p + 1]!
      const b = rgb[p + 2]!
      const rg = r - g
      const yb = r + g - 2 * b // twice the paper's yb
      rgSum += rg
      rgSquares += rg * rg
      ybSum += yb
      ybSquares += yb * yb
      const value = r > g ? (r > b ? r : b) : g > b ? g : b
      if (value < nearlyBlack) continue
      const least = r < g ? (r < b ? r : b) : g < b ? g : b
      const chroma = value - least
      const saturation = chroma * reciprocal[value]!
      saturationSum += saturation
      lit++
      if (saturation >= leastSaturation && value >= leastValue) {
        const part = reciprocal[chroma]!
        const sextant =
          value === r ? 6 + (g - b) * part : value === g ? 2 + (b - r) * part : 4 + (r - g) * part
        hues[Math.floor(sextant * (hueBins / 6)) % hueBins]!++
      }
    }
    this.pixels += count
    this.timesS.push(timeS)
    this.saturation.push(lit > 0.01 * count ? saturationSum / lit : 0)
    const rgMean = rgSum / count
    const ybMean = ybSum / count / 2
    const variance = rgSquares / count - rgMean ** 2 + ybSquares / count / 4 - ybMean ** 2
    this.colourfulness.push(Math.sqrt(Math.max(0, variance)) + 0.3 * Math.hypot(rgMean, ybMean))
  }

  finish({ durationS }: DraftClock): ColourFacts {
    const timesS = this.timesS.doubles()
    return {
      rateHz: seriesRateHz,
      saturation: seriesOf(this.saturation.doubles(), timesS, durationS),
      colourfulness: seriesOf(this.colourfulness.doubles(), timesS, durationS),
      colourVariety: normalisedEntropy(this.hues, leastColouredShare * this.pixels),
    }
  }
}

function normalisedEntropy(counts: Float64Array, leastCount: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0 || total < leastCount) return null
  const entropy = counts.reduce(
    (sum, count) => (count > 0 ? sum - (count / total) * Math.log(count / total) : sum),
    0,
  )
  return entropy / Math.log(counts.length)
}
