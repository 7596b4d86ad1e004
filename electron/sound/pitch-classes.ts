import { GrowingRows } from './growing-rows.ts'
import { speechRateHz } from './sixteen-khz.ts'
import { SlidingSpectrum } from './sliding-spectrum.ts'

/** A row of pitch classes each quarter of a second. */
export const pitchRowS = 0.25
/** Steps of 20 cents: class 0 begins at C. */
export const pitchSteps = 60

const hop = speechRateHz * pitchRowS
const size = 8_192
const hertzPerBin = speechRateHz / size
const firstBin = Math.round(80 / hertzPerBin)
const endBin = Math.round(2_000 / hertzPerBin)
/** A peak counts when it is within 40 dB of the strongest. */
const leastShare = 1e-4
/** What is quieter than −70 dBFS has no pitch. */
const leastPower = 1e-7
/** A peak may be the second to fourth partial of a lower note, each less likely than the last (Gómez 2006). */
const partialDecay = 0.6

/**
 * How strong each pitch class sounds in each quarter of a second: spectral peaks of half a second, their frequencies
 * interpolated, their amplitudes compressed, folded into one octave in steps of 20 cents from 440 Hz (a harmonic pitch class profile,
 * Gómez 2006, Tonal description of music audio signals, PhD thesis, Universitat Pompeu Fabra). The fineness lets a piece be tuned afterwards. A row adds up
 * to one; to nothing where nothing sounds.
 */
export class PitchClassMeter {
  private readonly rows = new GrowingRows(pitchSteps)
  private readonly power = new Float64Array(endBin + 1)
  private readonly spectra = new SlidingSpectrum(size, hop, (spectrum) => this.addRow(spectrum))

  /** @param samples at 16 kHz */
  add(samples: Float32Array): void {
    this.spectra.add(samples)
  }

  /** @returns a row for each quarter of a second, the last window filled up with silence */
  finish(): Float32Array {
    this.spectra.finish()
    return this.rows.finish()
  }

  private addRow(spectrum: Float64Array): void {
    const { power } = this
    let strongest = 0
    for (let bin = firstBin - 1; bin <= endBin; bin++) {
      power[bin] = (spectrum[2 * bin]! ** 2 + spectrum[2 * bin + 1]! ** 2) / (size * size)
      strongest = Math.max(strongest, power[bin]!)
    }
    const row = this.rows.next()
    if (strongest < leastPower) return
    for (let bin = firstBin; bin < endBin; bin++) {
      const here = power[bin]!
      if (here < leastShare * strongest || here < power[bin - 1]! || here <= power[bin + 1]!) continue
      addPeak(row, hertzPerBin * (bin + peakOffset(power, bin)), Math.sqrt(Math.sqrt(here)))
    }
    const sum = row.reduce((total, value) => total + value, 0)
    for (let step = 0; step < pitchSteps; step++) row[step]! /= sum
  }
}

/** Where between the bins the peak lies, −0.5 to 0.5: the top of a parabola through three logarithms. */
function peakOffset(power: Float64Array, bin: number): number {
  const [before, here, after] = [power[bin - 1]!, power[bin]!, power[bin + 1]!].map((p) =>
    Math.log(p + 1e-30),
  ) as [number, number, number]
  const bend = before - 2 * here + after
  return bend < 0 ? (0.5 * (before - after)) / bend : 0
}

function addPeak(row: Float32Array, hertz: number, amplitude: number): void {
  for (let partial = 1, weight = amplitude; partial <= 4; partial++, weight *= partialDecay) {
    const semitonesOverC = 12 * Math.log2(hertz / partial / 440) + 9
    const step = Math.floor((semitonesOverC / 12) * pitchSteps + 0.5)
    row[((step % pitchSteps) + pitchSteps) % pitchSteps]! += weight
  }
}
