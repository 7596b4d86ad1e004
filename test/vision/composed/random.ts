import { mulberry32 } from '../../../shared/mulberry32.ts'

/** Seeded choices: the same seed composes the same draft everywhere. */
export class Random {
  /** Uniform in [0, 1). */
  readonly unit: () => number

  constructor(seed: number) {
    this.unit = mulberry32(seed)
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.unit()
  }

  /** Both ends included. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.unit() * (high - low + 1))
  }

  chance(probability: number): boolean {
    return this.unit() < probability
  }

  pick<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.unit() * choices.length)]!
  }
}
