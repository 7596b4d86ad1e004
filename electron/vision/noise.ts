import type { Measuring, StreamDetector } from '../media/detector.ts'
import type { StillFrame } from '../media/streams.ts'
import { lumaOf } from './luma.ts'
import { padded, scratchMemory } from './simd/simd-memory.ts'

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
  const memory = scratchMemory(padded(luma.length) + padded(luma.length / 64))
  const values = memory.bytes(luma.length)
  const found = memory.integers(luma.length >> 8)
  values.set(luma)
  const count = memory.run.noiseReadings(
    values.byteOffset,
    width,
    height,
    leastMean,
    mostMean,
    found.byteOffset,
  )
  const readings = found.subarray(0, count)
  if (readings.length < 8) return NaN
  readings.sort()
  const calm = readings[Math.floor(quantile * readings.length)]!
  const sigma = ((Math.sqrt(Math.PI / 2) / 6) * (calm / (block * block))) / quantileOfSigma
  return Math.sqrt(Math.max(0, sigma * sigma - roundingVariance))
}
