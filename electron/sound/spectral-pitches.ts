import FFT from 'fft.js'
import { soundRateHz } from '../media/streams.ts'
import { foldedPower, hann } from './spectral-transform.ts'
import { GrowingLevels, levelOf } from './spectral-levels.ts'

/** Samples between two rows: 100 ms. */
export const pitchHop = 4_800

const decimation = 4
const tapCount = 48
const windowLength = 4096
const decimatedHop = pitchHop / decimation
const lowestPitchHz = 440 * 2 ** (-45 / 12)
const pitchCount = 84

/** Levels of semitones: the sound at a quarter of its rate in windows of 341 ms, long enough to part them down to the bass. */
export class PitchSpectrum {
  readonly count = pitchCount
  private readonly fft = new FFT(windowLength)
  private readonly window = hann(windowLength)
  private readonly taps = lowPass()
  private readonly rows = new GrowingLevels(pitchCount)
  private readonly input = new Float64Array(2 * windowLength)
  private readonly output = new Float64Array(2 * windowLength)
  private readonly power = new Float64Array(windowLength / 2)
  /** Pairs at the full rate not yet decimated, the filter's past first. */
  private past = new Float64Array(2 * tapCount)
  private pastLength = tapCount / 2
  /** Decimated pairs; the first window is centred on the first sample. */
  private readonly pairs = new Float64Array(2 * (windowLength + 3 * decimatedHop))
  private held = windowLength / 2

  /** Takes pairs of samples. */
  add(fresh: Float64Array): void {
    for (let from = 0; from < fresh.length; from += 2 * pitchHop) {
      this.addSome(fresh.subarray(from, from + 2 * pitchHop))
    }
  }

  /** The rows whose middle lies within the sound's own samples. */
  finish(samples: number): Uint8Array {
    const silence = new Float64Array(2 * pitchHop)
    for (let added = 0; added < (windowLength * decimation) / 2; added += pitchHop) this.addSome(silence)
    return this.rows.bytes().slice(0, pitchCount * (Math.floor(samples / pitchHop) + 1))
  }

  private addSome(fresh: Float64Array): void {
    const length = this.pastLength + fresh.length / 2
    if (this.past.length < 2 * length) {
      const larger = new Float64Array(2 * length)
      larger.set(this.past)
      this.past = larger
    }
    this.past.set(fresh, 2 * this.pastLength)
    const { past, taps, pairs } = this
    let at = 0
    for (; at + tapCount <= length; at += decimation) {
      let a = 0
      let b = 0
      for (let tap = 0, p = 2 * at; tap < tapCount; tap++, p += 2) {
        const weight = taps[tap]!
        a += weight * past[p]!
        b += weight * past[p + 1]!
      }
      pairs[2 * this.held] = a
      pairs[2 * this.held + 1] = b
      this.held++
    }
    past.copyWithin(0, 2 * at, 2 * length)
    this.pastLength = length - at
    while (this.held >= windowLength) this.transform()
  }

  private transform(): void {
    const { input, output, pairs, window } = this
    for (let i = 0; i < windowLength; i++) {
      input[2 * i] = window[i]! * pairs[2 * i]!
      input[2 * i + 1] = window[i]! * pairs[2 * i + 1]!
    }
    this.fft.transform(output, input)
    foldedPower(output, this.power)
    this.writePitches(this.rows.row())
    pairs.copyWithin(0, 2 * decimatedHop, 2 * this.held)
    this.held -= decimatedHop
  }

  /** The strongest bin within half a semitone, so that a pitch counts the same wherever it lies between bins. */
  private writePitches(levels: Uint8Array): void {
    for (let pitch = 0; pitch < pitchCount; pitch++) {
      let most = 0
      for (let bin = pitchBins[pitch]!; bin < Math.max(pitchBins[pitch]! + 1, pitchBins[pitch + 1]!); bin++) {
        most = Math.max(most, this.power[bin]!)
      }
      levels[pitch] = levelOf(most)
    }
  }
}

/** The first bin of each semitone, and the one after the last. */
const pitchBins = Int32Array.from({ length: pitchCount + 1 }, (_, pitch) => {
  const lowerHz = lowestPitchHz * 2 ** ((pitch - 0.5) / 12)
  return Math.round((lowerHz * windowLength * decimation) / soundRateHz)
})

/** A windowed sinc that passes 4.5 kHz and stops at 6. */
function lowPass(): Float64Array {
  const cutoff = 5_000 / soundRateHz
  const taps = Float64Array.from({ length: tapCount }, (_, i) => {
    const x = i - (tapCount - 1) / 2
    const blackman =
      0.42 -
      0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / tapCount) +
      0.08 * Math.cos((4 * Math.PI * (i + 0.5)) / tapCount)
    return (Math.sin(2 * Math.PI * cutoff * x) / (Math.PI * x)) * blackman
  })
  const sum = taps.reduce((a, b) => a + b, 0)
  return taps.map((tap) => tap / sum)
}
