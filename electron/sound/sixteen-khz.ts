import { soundRateHz } from '../media/streams.ts'
import { besselI0 } from './kaiser.ts'

export const speechRateHz = 16_000
const step = soundRateHz / speechRateHz

/** Taps of the low pass, and its edge (−6 dB): flat up to 5 kHz, nothing above 10 kHz folds back. */
const taps = 30
const edgeHz = 7_400
const kaiserBeta = 5
const half = taps / 2

/** Pole of the high pass that takes a DC offset out: 20 Hz. */
const pole = 1 - (2 * Math.PI * 20) / speechRateHz

/**
 * Brings 48 kHz sound to 16 kHz: a linear-phase low pass (windowed sinc), every third value of it, and no DC offset. Sample i
 * stands for the time i / 16000 within a sixteenth of a millisecond.
 */
export class SixteenKhz {
  /** The last samples of before, then the new ones. */
  private line = new Float64Array(taps + 16_384)
  /** Half the filter reaches back before the first sample, where there is silence. */
  private filled = half - 1
  private readonly kernel = lowPass()
  private lastIn = 0
  private lastOut = 0

  /**
   * @param samples one channel at 48 kHz
   * @returns what came out of it, about a third as many; lent until the next call
   */
  add(samples: Float32Array): Float32Array {
    const needed = this.filled + samples.length
    if (needed > this.line.length) {
      const longer = new Float64Array(needed * 2)
      longer.set(this.line.subarray(0, this.filled))
      this.line = longer
    }
    this.line.set(samples, this.filled)
    this.filled += samples.length
    const count = Math.max(0, Math.floor((this.filled - taps) / step) + 1)
    const out = this.filter(count)
    this.line.copyWithin(0, count * step, this.filled)
    this.filled -= count * step
    return out
  }

  /** What the filter still holds of the end. */
  finish(): Float32Array {
    return this.add(new Float32Array(half))
  }

  private filter(count: number): Float32Array {
    const { line, kernel } = this
    let { lastIn, lastOut } = this
    const out = new Float32Array(count)
    for (let i = 0; i < count; i++) {
      const first = i * step
      const last = first + taps - 1
      let sum = 0
      for (let k = 0; k < half; k++) sum += kernel[k]! * (line[first + k]! + line[last - k]!)
      lastOut = sum - lastIn + pole * lastOut
      lastIn = sum
      out[i] = lastOut
    }
    this.lastIn = lastIn
    this.lastOut = Math.abs(lastOut) < 1e-30 ? 0 : lastOut
    return out
  }
}

/** The first half of the kernel; the other mirrors it. Its values add up to one half. */
function lowPass(): Float64Array {
  const kernel = Float64Array.from({ length: half }, (_, k) => {
    const t = k - (taps - 1) / 2
    const x = (2 * edgeHz * t) / soundRateHz
    const window = besselI0(kaiserBeta * Math.sqrt(1 - (t / half) ** 2))
    return (Math.sin(Math.PI * x) / (Math.PI * x)) * window
  })
  const scale = 0.5 / kernel.reduce((sum, value) => sum + value, 0)
  return kernel.map((value) => value * scale)
}
