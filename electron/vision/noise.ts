import type { Measuring, StreamDetector } from '../media/detector.ts'
import type { StillFrame } from '../media/streams.ts'
import { lumaOf } from './luma.ts'

export interface NoiseFacts {
  /**
   * Standard deviation of the noise of luma as a share of full scale, on a picture of 540 px short side at most;
   * median over the draft's stills. Null where no still has a calm, exposed place.
   */
  noise: number | null
}

export const noise: StreamDetector<NoiseFacts> = {
  kind: 'stream',
  id: 'noise',
  version: 1,
  streams: ['stills'],
  begin: () => new NoiseMeasuring(),
}

class NoiseMeasuring implements Measuring<NoiseFacts> {
  private readonly sigmas: number[] = []

  still(still: StillFrame): void {
    const sigma = noiseOf(lumaOf(still), still.width, still.height)
    if (!Number.isNaN(sigma)) this.sigmas.push(sigma)
  }

  finish(): NoiseFacts {
    if (this.sigmas.length === 0) return { noise: null }
    const sorted = this.sigmas.toSorted((a, b) => a - b)
    return { noise: sorted[sorted.length >> 1]! / 255 }
  }
}

const block = 16
/** Blocks darker or lighter in the mean have lost noise to the ends of the scale. */
const leastMean = 12
const mostMean = 243
/** Noise is read from the calmest blocks: this share of them is calmer still. Texture fills the others. */
const quantile = 0.15
/** What that quantile of a block's reading is of σ where there is nothing but noise. */
const quantileOfSigma = 0.9
/** Rounding to whole levels is no noise of the picture. */
const roundingVariance = 1 / 12

/**
 * Noise of a still (Immerkær, "Fast noise variance estimation", 1996): the mean absolute response to the difference of
 * two Laplacians, which smooth structure doesn't touch, taken block by block so that textured places are left out.
 *
 * @returns standard deviation in levels of 255; NaN where no block is well exposed
 */
export function noiseOf(luma: Uint8Array, width: number, height: number): number {
  const readings: number[] = []
  for (let top = 1; top + block < height; top += block) {
    // Every second block, like a chessboard's black fields.
    for (let left = 1 + ((top >> 4) & 1) * block; left + block < width; left += 2 * block) {
      let responses = 0
      let sum = 0
      for (let y = top; y < top + block; y++) {
        const start = y * width + left
        // The mask is (1 −2 1) down times (1 −2 1) across: each column is looked at once.
        let before = curvatureDown(luma, start - 1, width)
        let here = curvatureDown(luma, start, width)
        for (let i = start; i < start + block; i++) {
          const after = curvatureDown(luma, i + 1, width)
          const response = before - 2 * here + after
          responses += response < 0 ? -response : response
          sum += luma[i]!
          before = here
          here = after
        }
      }
      const mean = sum / (block * block)
      if (mean >= leastMean && mean <= mostMean) readings.push(responses)
    }
  }
  if (readings.length < 8) return NaN
  readings.sort((a, b) => a - b)
  const calm = readings[Math.floor(quantile * readings.length)]!
  const sigma = ((Math.sqrt(Math.PI / 2) / 6) * (calm / (block * block))) / quantileOfSigma
  return Math.sqrt(Math.max(0, sigma * sigma - roundingVariance))
}

function curvatureDown(luma: Uint8Array, at: number, width: number): number {
  return luma[at - width]! - 2 * luma[at]! + luma[at + width]!
}
