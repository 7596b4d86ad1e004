import FFT from 'fft.js'
import { GrowingRows } from './growing-rows.ts'
import { speechRateHz } from './sixteen-khz.ts'

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
 * Gómez 2006, E. Gómez, Tonal description of music audio signals). The fineness lets a piece be tuned afterwards. A row adds up
 * to one; to nothing where nothing sounds.
 */
export class PitchClassMeter {
  private readonly rows = new GrowingRows(pitchSteps)
  private readonly fft = new FFT(size)
  private readonly window = Float64Array.from(
    { length: size },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / size),
  )
  private readonly input = new Float64Array(size)
  private readonly spectrum = new Float64Array(2 * size)
  private readonly power = new Float64Array(endBin + 1)
  private line = new Float32Array(size + 32_768)
  private filled = (size - hop) / 2

  /** @param samples at 16 kHz */
  add(samples: Float32Array): void {
    if (this.filled + samples.length > this.line.length) {
      const longer = new Float32Array((this.filled + samples.length) * 2)
      longer.set(this.line.subarray(0, this.filled))
      this.line = longer
    }
    this.line.set(samples, this.filled)
    this.filled += samples.length
    let from = 0
    for (; from + size <= this.filled; from += hop) this.addRow(from)
    this.line.copyWithin(0, from, this.filled)
    this.filled -= from
  }

  /** @returns a row for each quarter of a second, the last window filled up with silence */
  finish(): Float32Array {
    this.add(new Float32Array((size - hop) / 2))
    return this.rows.finish()
  }

  private addRow(from: number): void {
    const { input, window, line, spectrum, power } = this
    for (let i = 0; i < size; i++) input[i] = line[from + i]! * window[i]!
    this.fft.realTransform(spectrum, input)
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
