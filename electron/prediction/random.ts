import { mulberry32 } from '../../shared/mulberry32.ts'

/** A seeded source of chance: the same seed gives the same numbers on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number
  /** Uniform whole number in [0, below). */
  below(limit: number): number
}

export function seededRandom(seed: number): Random {
  const next = mulberry32(seed)
  return { next, below: (limit) => Math.floor(next() * limit) }
}

/** Shuffles in place (Fisher and Yates). */
export function shuffle(values: Int32Array | number[], random: Random): void {
  for (let at = values.length - 1; at > 0; at--) {
    const other = random.below(at + 1)
    const kept = values[at]!
    values[at] = values[other]!
    values[other] = kept
  }
}

/** `count` different whole numbers below `limit`, in rising order. */
export function sampleBelow(limit: number, count: number, random: Random): Int32Array {
  const chosen = new Int32Array(count)
  let taken = 0
  for (let value = 0; value < limit && taken < count; value++) {
    if (random.next() * (limit - value) < count - taken) chosen[taken++] = value
  }
  return chosen
}
