import { soundRateHz } from '../media/streams.ts'

/** A stretch in which tops are flattened, close to one another. Samples of the file, end exclusive. */
export interface FlatStretch {
  start: number
  end: number
  tops: number
  /** Samples of the longest flattened top. */
  longest: number
  /** Highest magnitude, linear. */
  peak: number
}

/** Where a top begins to be looked at, and where it counts as high: linear, −1.4 and −0.45 dBFS. */
const baseLevel = 0.85
const plateauLevel = 0.95
const leastEqualLevel = 0.89
const leastEqual = 3
const leastEdge = 2e-4
const leastPlateau = 5
const leastPlateauShare = 0.65
const leastOvers = 3
const leastOverPeak = 1.02
/** Tops closer than this are one stretch; a convention. */
export const flatGapSamples = soundRateHz / 2

/**
 * Finds the flattened tops of one channel. A top is what lies above −1.4 dBFS without a break; it is flattened when
 *
 * - 3 or more samples in a row have the very same value above −1 dBFS, and the waveform arrives there or leaves with an edge (a
 *   slow wave of few bits also rests on a value, without one): untouched PCM; or
 * - it stays above −0.45 dBFS for at least 5 samples that are 65 % of it. A wave that turns by itself at full scale spends
 *   58 % there (the top is a parabola); one that was cut at 1.03 times full scale 65 %. This finds clipping whose tops a
 *   lossy codec or a resampler has rippled; or
 * - 3 or more samples lie above full scale, the highest by more than 0.17 dB: floats that every player cuts.
 *
 * The levels are ours; there is no standard for them.
 */
export class FlatTopFinder {
  readonly stretches: FlatStretch[] = []
  private previous = 0
  private sign = 0
  private start = 0
  private firstHigh = -1
  private lastHigh = -1
  private overs = 0
  private peak = 0
  /** The top's last sample so far. */
  private value = 0
  private equal = 0
  private equalArrives = false
  private equalFound = 0

  /**
   * @param samples interleaved
   * @param channel the channel to read
   * @param channels number of channels
   * @param firstSample number of the first sample in the file
   */
  add(samples: Float32Array, channel: number, channels: number, firstSample: number): void {
    let previous = this.previous
    let position = firstSample
    for (let i = channel; i < samples.length; i += channels, position++) {
      const sample = samples[i]!
      if (sample >= baseLevel || sample <= -baseLevel) this.follow(sample, previous, position)
      else if (this.sign !== 0) this.end(sample, position)
      previous = sample
    }
    this.previous = previous
  }

  /** @param samples per channel in the whole file */
  finish(samples: number): void {
    if (this.sign !== 0) this.end(0, samples)
  }

  private follow(sample: number, previous: number, position: number): void {
    const sign = sample > 0 ? 1 : -1
    if (sign !== this.sign) {
      if (this.sign !== 0) this.end(sample, position)
      this.begin(sign, position)
    }
    this.value = sample
    const level = Math.abs(sample)
    if (sample === previous) this.equal++
    else {
      this.endEqual(previous, sample)
      this.equal = 1
      this.equalArrives = Math.abs(sample - previous) >= leastEdge
    }
    if (level >= plateauLevel) {
      if (this.firstHigh < 0) this.firstHigh = position
      this.lastHigh = position
    }
    if (level > 1) this.overs++
    if (level > this.peak) this.peak = level
  }

  private begin(sign: number, position: number): void {
    this.sign = sign
    this.start = position
    this.firstHigh = -1
    this.lastHigh = -1
    this.overs = 0
    this.peak = 0
    this.equal = 0
    this.equalFound = 0
  }

  private endEqual(value: number, next: number): void {
    const leaves = Math.abs(next - value) >= leastEdge
    if (this.equal >= leastEqual && Math.abs(value) >= leastEqualLevel && (this.equalArrives || leaves)) {
      this.equalFound = Math.max(this.equalFound, this.equal)
    }
  }

  private end(next: number, position: number): void {
    this.endEqual(this.value, next)
    this.sign = 0
    const plateau = this.firstHigh < 0 ? 0 : this.lastHigh - this.firstHigh + 1
    const cut = plateau >= leastPlateau && plateau >= leastPlateauShare * (position - this.start)
    const over = this.overs >= leastOvers && this.peak >= leastOverPeak
    if (this.equalFound === 0 && !cut && !over) return
    const start = plateau > 0 ? this.firstHigh : this.start
    const end = plateau > 0 ? this.lastHigh + 1 : position
    this.note({ start, end, tops: 1, longest: Math.max(plateau, this.equalFound), peak: this.peak })
  }

  private note(top: FlatStretch): void {
    const last = this.stretches.at(-1)
    if (last && top.start - last.end <= flatGapSamples) extendStretch(last, top)
    else this.stretches.push(top)
  }
}

/** Makes one stretch of two, the second beginning no earlier than the first. */
export function extendStretch(stretch: FlatStretch, next: FlatStretch): void {
  stretch.end = Math.max(stretch.end, next.end)
  stretch.tops += next.tops
  stretch.longest = Math.max(stretch.longest, next.longest)
  stretch.peak = Math.max(stretch.peak, next.peak)
}
