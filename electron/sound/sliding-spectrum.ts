import FFT from 'fft.js'

/**
 * Spectra of a sound that comes in blocks: of Hann windows of `size` samples, one each `hop` samples, the first centred on
 * the middle of the first hop.
 */
export class SlidingSpectrum {
  private readonly fft: FFT
  private readonly window: Float64Array
  private readonly input: Float64Array
  private readonly spectrum: Float64Array
  private line: Float32Array
  private filled: number
  private readonly size: number
  private readonly hop: number
  private readonly take: (spectrum: Float64Array) => void

  /** @param take gets each spectrum, real and imaginary parts by turns from 0 Hz on; lent until the next */
  constructor(size: number, hop: number, take: (spectrum: Float64Array) => void) {
    this.size = size
    this.hop = hop
    this.take = take
    this.fft = new FFT(size)
    this.window = Float64Array.from(
      { length: size },
      (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / size),
    )
    this.input = new Float64Array(size)
    this.spectrum = new Float64Array(2 * size)
    this.line = new Float32Array(size + 32_768)
    this.filled = (size - hop) / 2
  }

  add(samples: Float32Array): void {
    if (this.filled + samples.length > this.line.length) {
      const longer = new Float32Array((this.filled + samples.length) * 2)
      longer.set(this.line.subarray(0, this.filled))
      this.line = longer
    }
    this.line.set(samples, this.filled)
    this.filled += samples.length
    let from = 0
    for (; from + this.size <= this.filled; from += this.hop) this.transform(from)
    this.line.copyWithin(0, from, this.filled)
    this.filled -= from
  }

  /** Fills the last windows up with silence. */
  finish(): void {
    this.add(new Float32Array((this.size - this.hop) / 2))
  }

  private transform(from: number): void {
    const { input, window, line } = this
    for (let i = 0; i < this.size; i++) input[i] = line[from + i]! * window[i]!
    this.fft.realTransform(this.spectrum, input)
    this.take(this.spectrum)
  }
}
