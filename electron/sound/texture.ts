import { GrowingRows } from './growing-rows.ts'
import { speechRateHz } from './sixteen-khz.ts'
import { SlidingSpectrum } from './sliding-spectrum.ts'

/** One row of texture every 20 ms. */
export const textureStepS = 0.02
const hop = speechRateHz * textureStepS
const size = 1_024
const hertzPerBin = speechRateHz / size

/** What a row of texture holds, in its order. */
export const textureColumns = [
  'flatness',
  'flux',
  'kept60',
  'kept120',
  'kept240',
  'peaks',
  'centroid',
  'low',
  'high',
  'band0',
  'band1',
  'band2',
  'band3',
  'band4',
  'band5',
  'band6',
  'band7',
] as const
export type TextureColumn = (typeof textureColumns)[number]
export const textureWidth = textureColumns.length
const firstBand = textureColumns.indexOf('band0')

/** Bins looked at: 62 Hz to 4 kHz, which sound of 8 kHz has too. */
const firstBin = 4
const endBin = 256
const flatFrom = Math.round(250 / hertzPerBin)
const lowEnd = Math.round(180 / hertzPerBin)
/** Edges of the bands in Hz. */
const bandEdgesHz = [62, 160, 300, 500, 800, 1_250, 1_900, 2_800, 4_000]
const bandBins = bandEdgesHz.map((edge) => Math.round(edge / hertzPerBin))

/** How far each side a bin's surroundings reach, against which it is a peak. */
const surroundings = 8
/** Rows back with which peaks are compared: 60, 120, 240 ms. */
const keptBack = [3, 6, 12]
const remembered = 16

/** −80 dB under full scale, spread over the bins: keeps the logarithm of silence finite. */
const floorPower = 1e-8 / size

/**
 * What each 20 ms of the sound is like, whatever its level: how flat the spectrum is, how much it changes (flux), how much of
 * its peaks stay where they were 60, 120 and 240 ms before (a held note does, speech glides, noise has none), how high
 * it lies, and the level in eight bands.
 *
 * After Saunders (1996, Real-time discrimination of broadcast speech/music, ICASSP) and Scheirer and Slaney 1997 (speech and music apart by modulation, flux, spectral shape) and
 * Seyerlehner et al. 2007 (continuity of peaks).
 *
 * Row i is about [i, i + 1) / 50 s, from a window of 64 ms around its middle. Units: natural logarithms of power, octaves
 * over 62 Hz for the centroid, correlations for what is kept.
 */
export class TextureMeter {
  private readonly rows = new GrowingRows(textureWidth)
  private readonly logPower = new Float64Array(endBin + surroundings + 1)
  /** The peaks of the last rows, over and over; each of length one. */
  private readonly peaks = Array.from({ length: remembered }, () => new Float64Array(endBin))
  private readonly lastBands = new Float64Array(bandBins.length - 1)
  private readonly spectra = new SlidingSpectrum(size, hop, (spectrum) => this.addRow(spectrum))

  /** @param samples at 16 kHz */
  add(samples: Float32Array): void {
    this.spectra.add(samples)
  }

  /** @returns rows for all sound so far, the last windows filled up with silence */
  finish(): Float32Array {
    this.spectra.finish()
    return this.rows.finish()
  }

  private addRow(spectrum: Float64Array): void {
    const { logPower } = this
    let total = 0
    let low = 0
    let weighted = 0
    let logSum = 0
    let flatPower = 0
    for (let bin = firstBin; bin < endBin + surroundings; bin++) {
      const power = (spectrum[2 * bin]! ** 2 + spectrum[2 * bin + 1]! ** 2) / (size * size) + floorPower
      const log = Math.log(power)
      logPower[bin] = log
      if (bin >= endBin) continue
      total += power
      if (bin < lowEnd) low += power
      weighted += power * bin
      if (bin >= flatFrom) {
        logSum += log
        flatPower += power
      }
    }
    let high = 0
    for (let bin = endBin; bin < size / 2; bin++) {
      high += (spectrum[2 * bin]! ** 2 + spectrum[2 * bin + 1]! ** 2) / (size * size)
    }
    const row = this.rows.next()
    const index = this.rows.count - 1
    const flatBins = endBin - flatFrom
    row[0] = logSum / flatBins - Math.log(flatPower / flatBins)
    row[1] = this.bands(row, spectrum)
    const sharpness = this.findPeaks(this.peaks[index % remembered]!)
    keptBack.forEach((back, i) => {
      row[2 + i] = index < back ? 0 : this.kept(index, back)
    })
    row[5] = sharpness
    row[6] = Math.log2(weighted / total / firstBin)
    row[7] = Math.log(low / total)
    row[8] = Math.log((high + floorPower) / (total + high))
  }

  /** Fills in the levels of the bands. @returns the mean rise over the bands since the last row */
  private bands(row: Float32Array, spectrum: Float64Array): number {
    let rise = 0
    const count = bandBins.length - 1
    for (let band = 0; band < count; band++) {
      let power = floorPower
      for (let bin = bandBins[band]!; bin < bandBins[band + 1]!; bin++) {
        power += (spectrum[2 * bin]! ** 2 + spectrum[2 * bin + 1]! ** 2) / (size * size)
      }
      const log = Math.log(power)
      rise += Math.max(0, log - this.lastBands[band]!)
      this.lastBands[band] = log
      row[firstBand + band] = log
    }
    return this.rows.count === 1 ? 0 : rise / count
  }

  /** What stands out of its surroundings, scaled to length one. @returns how far it stands out on average */
  private findPeaks(peaks: Float64Array): number {
    const { logPower } = this
    const first = firstBin + surroundings
    let around = 0
    for (let bin = firstBin; bin < first + surroundings; bin++) around += logPower[bin]!
    let sum = 0
    let squares = 0
    for (let bin = first; bin < endBin; bin++) {
      around += logPower[bin + surroundings]!
      const excess = logPower[bin]! - around / (2 * surroundings + 1)
      around -= logPower[bin - surroundings]!
      const peak = excess > 0 ? excess : 0
      peaks[bin] = peak
      sum += peak
      squares += peak * peak
    }
    const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0
    for (let bin = first; bin < endBin; bin++) peaks[bin]! *= scale
    return sum / (endBin - first)
  }

  private kept(index: number, back: number): number {
    const now = this.peaks[index % remembered]!
    const then = this.peaks[(index - back) % remembered]!
    let product = 0
    for (let bin = firstBin + surroundings; bin < endBin; bin++) product += now[bin]! * then[bin]!
    return product
  }
}
