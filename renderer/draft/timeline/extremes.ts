/**
 * The least and greatest value of any stretch of a series in a logarithm of its length: levels of halved length over
 * each other, in one array (a bottom-up segment tree; entry k covers entries 2k and 2k + 1). Values that are not
 * there (NaN) count as neither.
 */
export interface Extremes {
  readonly length: number
  /** Of the values `from` ≤ i < `to`; Infinity when there are none. */
  least(from: number, to: number): number
  /** Of the values `from` ≤ i < `to`; -Infinity when there are none. */
  greatest(from: number, to: number): number
}

export function extremesOf(least: ArrayLike<number>, greatest: ArrayLike<number> = least): Extremes {
  const { length } = least
  const low = new Float32Array(2 * length).fill(Infinity)
  const high = new Float32Array(2 * length).fill(-Infinity)
  for (let i = 0; i < length; i++) {
    if (!Number.isNaN(least[i]!)) low[length + i] = least[i]!
    if (!Number.isNaN(greatest[i]!)) high[length + i] = greatest[i]!
  }
  for (let i = length - 1; i > 0; i--) {
    low[i] = Math.min(low[2 * i]!, low[2 * i + 1]!)
    high[i] = Math.max(high[2 * i]!, high[2 * i + 1]!)
  }

  return {
    length,
    least(from, to) {
      let found = Infinity
      let a = Math.max(0, from) + length
      let b = Math.min(length, to) + length
      for (; a < b; a >>= 1, b >>= 1) {
        if (a & 1) found = Math.min(found, low[a++]!)
        if (b & 1) found = Math.min(found, low[--b]!)
      }
      return found
    },
    greatest(from, to) {
      let found = -Infinity
      let a = Math.max(0, from) + length
      let b = Math.min(length, to) + length
      for (; a < b; a >>= 1, b >>= 1) {
        if (a & 1) found = Math.max(found, high[a++]!)
        if (b & 1) found = Math.max(found, high[--b]!)
      }
      return found
    },
  }
}
