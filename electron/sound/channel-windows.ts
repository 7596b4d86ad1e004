import type { SoundFault } from '../../shared/contract/measurement.ts'
import { soundRateHz } from '../media/streams.ts'

/** Windows in which the channels are compared: 100 ms. */
export const windowSamples = soundRateHz / 10

/** What of each window is kept. Index: window, or window * channels + channel for means. */
export interface ChannelWindows {
  channels: number
  /** Samples per channel in each window; only the last may be short. */
  lengths: Float32Array
  /** Mean of the samples, per window and channel. */
  means: Float32Array
  /** Variance of the first and the second channel and their covariance: power without the DC offset. */
  leftPower: Float32Array
  rightPower: Float32Array
  covariance: Float32Array
}

/** A fault over a run of 100 ms windows, end exclusive. */
export interface WindowFault {
  kind: SoundFault['kind']
  firstWindow: number
  endWindow: number
  detail: string
}

/** Adds up sums, squares and products of the channels in windows of 100 ms. */
export class ChannelWindowMeter {
  private readonly channels: number
  private readonly sums: Float64Array
  private leftSquares = 0
  private rightSquares = 0
  private products = 0
  private filled = 0
  private readonly lengths: number[] = []
  private readonly means: number[] = []
  private readonly leftPower: number[] = []
  private readonly rightPower: number[] = []
  private readonly covariance: number[] = []

  constructor(channels: number) {
    this.channels = channels
    this.sums = new Float64Array(channels)
  }

  /** @param samples interleaved, finite, `length * channels` long */
  add(samples: Float32Array, length: number): void {
    for (let done = 0; done < length;) {
      const count = Math.min(windowSamples - this.filled, length - done)
      if (this.channels === 2) this.addPair(samples, done, done + count)
      else this.addEach(samples, done, done + count)
      done += count
      this.filled += count
      if (this.filled === windowSamples) this.endWindow()
    }
  }

  finish(): ChannelWindows {
    if (this.filled > 0) this.endWindow()
    return {
      channels: this.channels,
      lengths: Float32Array.from(this.lengths),
      means: Float32Array.from(this.means),
      leftPower: Float32Array.from(this.leftPower),
      rightPower: Float32Array.from(this.rightPower),
      covariance: Float32Array.from(this.covariance),
    }
  }

  private addPair(samples: Float32Array, from: number, to: number): void {
    let leftSum = this.sums[0]!
    let rightSum = this.sums[1]!
    let leftSquares = this.leftSquares
    let rightSquares = this.rightSquares
    let products = this.products
    for (let i = 2 * from; i < 2 * to; i += 2) {
      const left = samples[i]!
      const right = samples[i + 1]!
      leftSum += left
      rightSum += right
      leftSquares += left * left
      rightSquares += right * right
      products += left * right
    }
    this.sums[0] = leftSum
    this.sums[1] = rightSum
    this.leftSquares = leftSquares
    this.rightSquares = rightSquares
    this.products = products
  }

  private addEach(samples: Float32Array, from: number, to: number): void {
    const { channels } = this
    for (let channel = 0; channel < channels; channel++) {
      let sum = this.sums[channel]!
      const end = to * channels
      for (let i = from * channels + channel; i < end; i += channels) sum += samples[i]!
      this.sums[channel] = sum
    }
  }

  private endWindow(): void {
    const length = this.filled
    this.lengths.push(length)
    for (const sum of this.sums) this.means.push(sum / length)
    const left = this.sums[0]! / length
    const right = (this.sums[1] ?? 0) / length
    this.leftPower.push(Math.max(0, this.leftSquares / length - left * left))
    this.rightPower.push(Math.max(0, this.rightSquares / length - right * right))
    this.covariance.push(this.products / length - left * right)
    this.sums.fill(0)
    this.leftSquares = this.rightSquares = this.products = 0
    this.filled = 0
  }
}
