import type { LoudnessFacts } from '../../shared/contract/measurement.ts'
import type { DraftClock, Measuring, SoundDetector } from '../media/detector.ts'
import type { AudioStreamProbe } from '../media/probe.ts'
import type { SoundBlock } from '../media/streams.ts'
import { loudnessWeights } from './channel-layout.ts'
import { finiteSamples } from './finite-samples.ts'
import { integratedLoudness } from './integrated-loudness.ts'
import { addWeightedSquares, kWeightingStateLength, takeSquares } from './k-weighting.ts'
import { loudnessRange } from './loudness-range.ts'
import { loudnessSeries, stepSamples, windowPowers } from './loudness-windows.ts'
import { TruePeakMeter } from './true-peak.ts'

const momentaryS = 0.4
const shortTermS = 3
const seriesRateHz = 10

/**
 * Loudness and peaks of the sound: ITU-R BS.1770-4, EBU R 128, Tech 3341, Tech 3342.
 *
 * Integrated loudness and range take all sound of the file, also what lies before the first frame; so do the peaks.
 * Integrated loudness is null for sound shorter than one 400 ms block. Value i of the series is the window that ends
 * (i + 1) / 10 s after the first frame; there are as many as end within the picture. A window that begins before the
 * file does counts the missing part as silence, as a meter does (so the first three momentary values rise). A single channel counts
 * once, not as two speakers.
 *
 * Facts are null when the draft has no sound stream.
 */
export const loudnessDetector: SoundDetector<LoudnessFacts | null> = {
  kind: 'stream',
  id: 'loudness',
  version: 1,
  streams: ['sound'],
  begin: (probe) => (probe.audio ? new LoudnessMeasuring(probe.audio) : { finish: () => null }),
}

class LoudnessMeasuring implements Measuring<LoudnessFacts | null> {
  private readonly weights: Float64Array
  private readonly filters: Float64Array[]
  private readonly peaks: TruePeakMeter
  private stepSquares = new Float64Array(4_096)
  private steps = 0
  private samples = 0

  constructor(audio: AudioStreamProbe) {
    this.weights = loudnessWeights(audio)
    this.filters = Array.from(this.weights, () => new Float64Array(kWeightingStateLength))
    this.peaks = new TruePeakMeter(audio.channels)
  }

  sound(block: SoundBlock): void {
    const samples = finiteSamples(block.samples)
    this.peaks.add(samples, block.length)
    for (let done = 0; done < block.length;) {
      const count = Math.min(stepSamples - (this.samples % stepSamples), block.length - done)
      this.filter(samples, done, done + count, block.channels)
      done += count
      this.samples += count
      if (this.samples % stepSamples === 0) this.endStep()
    }
  }

  finish(clock: DraftClock): LoudnessFacts | null {
    if (this.samples === 0) return null
    if (this.samples % stepSamples > 0) this.endStep()
    const squares = this.stepSquares.subarray(0, this.steps)
    const count = Math.floor(clock.durationS * seriesRateHz + 1e-6)
    const series = (windowS: number): (number | null)[] =>
      loudnessSeries(squares, windowS, seriesRateHz, clock.originS, count)
    return {
      integratedLufs: integratedLoudness(windowPowers(squares, this.samples, momentaryS)),
      truePeakDbtp: decibels(this.peaks.truePeak),
      rangeLu: loudnessRange(windowPowers(squares, this.samples, shortTermS)),
      momentaryLufs: series(momentaryS),
      momentaryRateHz: seriesRateHz,
      shortTermLufs: series(shortTermS),
      samplePeakDbfs: decibels(this.peaks.samplePeak),
    }
  }

  private filter(samples: Float32Array, from: number, to: number, channels: number): void {
    for (let channel = 0; channel < this.filters.length; channel++) {
      if (this.weights[channel] === 0) continue
      addWeightedSquares(samples, from * channels + channel, channels, to * channels, this.filters[channel]!)
    }
  }

  private endStep(): void {
    if (this.steps === this.stepSquares.length) {
      const longer = new Float64Array(this.steps * 2)
      longer.set(this.stepSquares)
      this.stepSquares = longer
    }
    let squares = 0
    for (let channel = 0; channel < this.filters.length; channel++) {
      squares += this.weights[channel]! * takeSquares(this.filters[channel]!)
    }
    this.stepSquares[this.steps++] = squares
  }
}

/** Level of a linear peak; null for digital silence. */
function decibels(peak: number): number | null {
  return peak > 0 ? 20 * Math.log10(peak) : null
}
