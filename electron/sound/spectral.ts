import FFT from 'fft.js'
import type { DraftClock, Measuring, SoundDetector } from '../media/detector.ts'
import { soundRateHz, type SoundBlock } from '../media/streams.ts'
import { finiteSamples } from './finite-samples.ts'
import { AttackEnvelope } from './spectral-attacks.ts'
import { BandFilters, bandCentresHz } from './spectral-bands.ts'
import { GrowingLevels } from './spectral-levels.ts'
import { PitchSpectrum, pitchHop } from './spectral-pitches.ts'
import { foldedPower, hann } from './spectral-transform.ts'

/**
 * The sound as short-time spectra: what onsets, beats, speech, music, mood and key are decided from, so that the sound
 * is transformed once. Rows of levels, one after the other; a level is a byte, see `spectral-levels.ts`.
 *
 * The middle of row i of `bands` lies at i / bandRateHz s of the file, and so on for the others; `originS` of the file is
 * the first frame shown.
 */
export interface SpectralFacts {
  originS: number
  /** Rows a second of `bands`: windows of 43 ms. */
  bandRateHz: number
  bandCount: number
  /** Levels in mel-spaced bands, 0 dB is a sine of full scale. */
  bands: Uint8Array
  /** Rows a second of `pitches`: windows of 341 ms. */
  pitchRateHz: number
  pitchCount: number
  /** Levels of the semitones from C1 (32.70 Hz) on. */
  pitches: Uint8Array
  /** Values a second of `attacks`; value i is of the time from i to i + 1. */
  attackRateHz: number
  /** Level of the sound, high frequencies raised by 6 dB an octave: when exactly something begins. */
  attacks: Uint8Array
}

const windowLength = 2048
const hop = 480

/** Spectra of the sound of all channels together, in power, so that channels of opposite phase do not cancel. Null without sound. */
export const spectral: SoundDetector<SpectralFacts | null> = {
  kind: 'stream',
  id: 'spectral',
  version: 1,
  streams: ['sound'],
  begin: (probe) => (probe.audio ? new SpectralMeasuring() : { finish: () => null }),
}

/**
 * Odd and even channels are folded into the real and the imaginary part of one signal: |Z(f)|² + |Z(−f)|² of its
 * transform is twice the sum of their powers, so that one transform serves two channels.
 */
class SpectralMeasuring implements Measuring<SpectralFacts | null> {
  private readonly fft = new FFT(windowLength)
  private readonly window = hann(windowLength)
  private readonly filters = new BandFilters(windowLength)
  private readonly bands = new GrowingLevels(bandCentresHz.length)
  private readonly attacks = new AttackEnvelope()
  private readonly pitches = new PitchSpectrum()
  private readonly input = new Float64Array(2 * windowLength)
  private readonly output = new Float64Array(2 * windowLength)
  private readonly power = new Float64Array(windowLength / 2)
  /** Pairs (real, imaginary); the first window is centred on the first sample. */
  private pairs = new Float64Array(2 * (windowLength + 9_600))
  private held = windowLength / 2
  private samples = 0
  private readonly blockers = new Float64Array(4)

  sound(block: SoundBlock): void {
    this.append(finiteSamples(block.samples), block.length, block.channels)
    this.samples += block.length
    this.transform()
  }

  finish({ originS }: DraftClock): SpectralFacts | null {
    if (this.samples === 0) return null
    this.append(new Float32Array(windowLength / 2), windowLength / 2, 1)
    this.transform()
    return {
      originS,
      bandRateHz: soundRateHz / hop,
      bandCount: bandCentresHz.length,
      bands: this.bands.bytes(),
      pitchRateHz: soundRateHz / pitchHop,
      pitchCount: this.pitches.count,
      pitches: this.pitches.finish(this.samples),
      attackRateHz: this.attacks.rateHz,
      attacks: this.attacks.finish(this.samples),
    }
  }

  /** Folds the channels into pairs and takes a constant offset away. */
  private append(samples: Float32Array, length: number, channels: number): void {
    if (this.pairs.length < 2 * (this.held + length)) {
      const larger = new Float64Array(2 * (this.held + length))
      larger.set(this.pairs.subarray(0, 2 * this.held))
      this.pairs = larger
    }
    const { pairs, blockers } = this
    let [x0, y0, x1, y1] = blockers as unknown as [number, number, number, number]
    for (let i = 0, at = 2 * this.held; i < length; i++, at += 2) {
      let a = 0
      let b = 0
      const from = i * channels
      for (let c = 0; c < channels; c += 2) a += samples[from + c]!
      for (let c = 1; c < channels; c += 2) b += samples[from + c]!
      y0 = a - x0 + 0.9987 * y0
      y1 = b - x1 + 0.9987 * y1
      x0 = a
      x1 = b
      pairs[at] = y0
      pairs[at + 1] = y1
    }
    blockers.set([x0, y0, x1, y1])
    const fresh = pairs.subarray(2 * this.held, 2 * (this.held + length))
    this.attacks.add(fresh)
    this.pitches.add(fresh)
    this.held += length
  }

  private transform(): void {
    const { input, output, pairs, window, power } = this
    let at = 0
    for (; at + windowLength <= this.held; at += hop) {
      for (let i = 0, p = 2 * at; i < windowLength; i++, p += 2) {
        const w = window[i]!
        input[2 * i] = w * pairs[p]!
        input[2 * i + 1] = w * pairs[p + 1]!
      }
      this.fft.transform(output, input)
      foldedPower(output, power)
      this.filters.apply(power, this.bands.row())
    }
    pairs.copyWithin(0, 2 * at, 2 * this.held)
    this.held -= at
  }
}
