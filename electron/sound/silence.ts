import type { Span } from '../../shared/contract/measurement.ts'
import type { DraftClock, Measuring, StreamDetector } from '../media/detector.ts'
import { soundRateHz, type SoundBlock } from '../media/streams.ts'
import { finiteSamples } from './finite-samples.ts'
import { shownSpan } from './shown-spans.ts'

/** Level of silence: a convention, the default of ffmpeg's silencedetect. */
export const silenceDbfs = -60
/** Shorter breaks are pauses within speech or music; a convention. */
export const leastSilenceS = 0.5

const stepSamples = 480
const silentPower = 10 ** (silenceDbfs / 10)

/**
 * Stretches of at least half a second in which every channel stays below −60 dBFS RMS, looked at in steps of 10 ms. A
 * step's own mean is taken out first, since a DC offset is inaudible (a tone below 20 Hz loses a little with it). Where the
 * sound ends before the picture, or has not a single sample, the rest is silence.
 *
 * Without a sound stream there are no spans: `audio: null` says it.
 */
export const silenceDetector: StreamDetector<Span[]> = {
  kind: 'stream',
  id: 'silence',
  version: 1,
  streams: ['sound'],
  begin: (probe) => (probe.audio ? new SilenceMeasuring(probe.audio.channels) : { finish: () => [] }),
}

class SilenceMeasuring implements Measuring<Span[]> {
  private samples = 0
  private silentSince: number | null = null
  /** Silent stretches that have ended, in samples of the file. */
  private readonly stretches: [number, number][] = []
  private readonly sums: Float64Array
  private readonly squares: Float64Array

  constructor(channels: number) {
    this.sums = new Float64Array(channels)
    this.squares = new Float64Array(channels)
  }

  sound(block: SoundBlock): void {
    const samples = finiteSamples(block.samples)
    for (let done = 0; done < block.length;) {
      const count = Math.min(stepSamples - (this.samples % stepSamples), block.length - done)
      this.addUp(samples, done, done + count)
      done += count
      this.samples += count
      if (this.samples % stepSamples === 0) this.endStep(stepSamples)
    }
  }

  finish(clock: DraftClock): Span[] {
    if (this.samples % stepSamples > 0) this.endStep(this.samples % stepSamples)
    const soundEndS = this.samples / soundRateHz
    const pictureEndS = clock.originS + clock.durationS
    const spans = this.stretches.map(([start, end]) => ({
      startS: start / soundRateHz,
      endS: end / soundRateHz,
    }))
    const lastStartS = (this.silentSince ?? this.samples) / soundRateHz
    spans.push({ startS: lastStartS, endS: Math.max(soundEndS, pictureEndS) })
    return spans
      .map(({ startS, endS }) => shownSpan(startS, endS, clock))
      .filter((span) => span !== null)
      .filter(({ startS, endS }) => endS - startS >= leastSilenceS - 1e-9)
  }

  private addUp(samples: Float32Array, from: number, to: number): void {
    const channels = this.sums.length
    for (let channel = 0; channel < channels; channel++) {
      let sum = this.sums[channel]!
      let squares = this.squares[channel]!
      const end = to * channels
      for (let i = from * channels + channel; i < end; i += channels) {
        const sample = samples[i]!
        sum += sample
        squares += sample * sample
      }
      this.sums[channel] = sum
      this.squares[channel] = squares
    }
  }

  private endStep(length: number): void {
    const stepStart = this.samples - length
    let silent = true
    for (let channel = 0; channel < this.sums.length; channel++) {
      const mean = this.sums[channel]! / length
      if (this.squares[channel]! / length - mean * mean >= silentPower) silent = false
    }
    this.sums.fill(0)
    this.squares.fill(0)
    if (silent) this.silentSince ??= stepStart
    else if (this.silentSince !== null) {
      this.stretches.push([this.silentSince, stepStart])
      this.silentSince = null
    }
  }
}
