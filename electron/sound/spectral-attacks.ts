import { soundRateHz } from '../media/streams.ts'
import { GrowingLevels, levelOf } from './spectral-levels.ts'

const grainSamples = 48

/**
 * The level of every millisecond of the difference between neighbouring samples: an attack shows in it at once, where a
 * window of a transform smears it over its length.
 */
export class AttackEnvelope {
  readonly rateHz = soundRateHz / grainSamples
  private readonly levels = new GrowingLevels(1)
  private filled = 0
  private sum = 0
  private lastA = 0
  private lastB = 0

  /** Takes pairs of samples. */
  add(pairs: Float64Array): void {
    let { filled, sum, lastA, lastB } = this
    for (let i = 0; i < pairs.length; i += 2) {
      const a = pairs[i]!
      const b = pairs[i + 1]!
      const da = a - lastA
      const db = b - lastB
      sum += da * da + db * db
      lastA = a
      lastB = b
      if (++filled === grainSamples) {
        this.levels.row()[0] = levelOf(sum / grainSamples)
        filled = 0
        sum = 0
      }
    }
    this.filled = filled
    this.sum = sum
    this.lastA = lastA
    this.lastB = lastB
  }

  /** The levels of the sound's own samples: what was added to fill the last window is left out. */
  finish(samples: number): Uint8Array {
    return this.levels
      .bytes()
      .subarray(0, Math.ceil(samples / grainSamples))
      .slice()
  }
}
