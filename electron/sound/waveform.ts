import { waveformRateHz } from '../../shared/contract/resources.ts'
import type { DraftClock, Measuring, StreamDetector } from '../media/detector.ts'
import { soundRateHz, type SoundBlock } from '../media/streams.ts'
import { finiteSamples } from './finite-samples.ts'

/** Samples in a grain: the first frame's time, from which pairs count, is known only at the end. */
const grainSamples = 48
const grainsPerSecond = soundRateHz / grainSamples

/**
 * The outline of the sound, for drawing: the least and the greatest sample of all channels in each 1 / waveformRateHz s.
 *
 * Pair i covers [i, i + 1) / waveformRateHz s after the first frame shown, at values 2i (least) and 2i + 1 (greatest),
 * samples × 127, cut off at full scale. There are as many pairs as begin within the picture; where there is no sound
 * they are 0. A sample may count half a millisecond beside its time. Empty without a sound stream.
 */
export const waveform: StreamDetector<Int8Array> = {
  kind: 'stream',
  id: 'waveform',
  version: 1,
  streams: ['sound'],
  begin: (probe) => (probe.audio ? new WaveformMeasuring() : { finish: () => new Int8Array() }),
}

class WaveformMeasuring implements Measuring<Int8Array> {
  private grains = new Int8Array(2 * 60 * grainsPerSecond)
  private count = 0
  private filled = 0
  private least = 0
  private greatest = 0

  sound(block: SoundBlock): void {
    const samples = finiteSamples(block.samples)
    const { length, channels } = block
    for (let done = 0; done < length;) {
      const taken = Math.min(grainSamples - this.filled, length - done)
      if (this.filled === 0) this.least = this.greatest = samples[done * channels]!
      this.widen(samples, done * channels, (done + taken) * channels)
      done += taken
      this.filled += taken
      if (this.filled === grainSamples) this.endGrain()
    }
  }

  finish({ originS, durationS }: DraftClock): Int8Array {
    if (this.filled > 0) this.endGrain()
    const pairs = new Int8Array(2 * Math.max(0, Math.ceil(durationS * waveformRateHz - 1e-6)))
    // A grain belongs to the pair in which its middle lies.
    const firstGrain = (pair: number): number =>
      Math.ceil((originS + pair / waveformRateHz) * grainsPerSecond - 0.5 - 1e-6)
    for (let pair = 0; 2 * pair < pairs.length; pair++) {
      const from = Math.max(0, firstGrain(pair))
      const to = Math.min(this.count, firstGrain(pair + 1))
      if (to <= from) continue
      let least = 127
      let greatest = -127
      for (let grain = from; grain < to; grain++) {
        least = Math.min(least, this.grains[2 * grain]!)
        greatest = Math.max(greatest, this.grains[2 * grain + 1]!)
      }
      pairs[2 * pair] = least
      pairs[2 * pair + 1] = greatest
    }
    return pairs
  }

  private widen(samples: Float32Array, from: number, to: number): void {
    let { least, greatest } = this
    for (let i = from; i < to; i++) {
      const sample = samples[i]!
      if (sample < least) least = sample
      if (sample > greatest) greatest = sample
    }
    this.least = least
    this.greatest = greatest
  }

  private endGrain(): void {
    if (2 * this.count === this.grains.length) {
      const longer = new Int8Array(this.grains.length * 2)
      longer.set(this.grains)
      this.grains = longer
    }
    this.grains[2 * this.count] = outlineValue(this.least)
    this.grains[2 * this.count + 1] = outlineValue(this.greatest)
    this.count++
    this.filled = 0
  }
}

function outlineValue(sample: number): number {
  return Math.round(127 * Math.max(-1, Math.min(1, sample)))
}
