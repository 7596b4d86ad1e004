/**
 * The quantile of sorted values by linear interpolation (Hyndman and Fan 1996, type 7, as numpy's default).
 *
 * @param sorted rising, at least one
 * @param share 0 to 1
 */
export function quantileOfSorted(sorted: ArrayLike<number>, share: number): number {
  const at = (sorted.length - 1) * share
  const below = Math.floor(at)
  const low = sorted[below]!
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!
  return low + (high - low) * (at - below)
}

/** The quantile of values in any order; at least one. */
export function quantile(values: ArrayLike<number>, share: number): number {
  return quantileOfSorted(Float64Array.from(values).sort(), share)
}

/** The middle of values in any order; at least one. */
export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5)
}

/** Quantile at (n + 1) share, between outcomes by linear interpolation (Hyndman and Fan 1996, type 6). */
export function expectedQuantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length + 1) * share - 1
  const below = Math.min(Math.max(Math.floor(at), 0), sorted.length - 1)
  const low = sorted[below]!
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!
  return low + (high - low) * Math.max(0, Math.min(1, at - below))
}
