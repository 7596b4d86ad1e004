/** How well predictions meet what came. */

/** Mean absolute error, in the unit of the values. */
export function meanAbsoluteError(actual: ArrayLike<number>, predicted: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < actual.length; i++) sum += Math.abs(actual[i]! - predicted[i]!)
  return sum / actual.length
}

/** Share of the variance that is explained, below 0 when worse than the mean; null where all values are the same. */
export function rSquared(actual: ArrayLike<number>, predicted: ArrayLike<number>): number | null {
  let mean = 0
  for (let i = 0; i < actual.length; i++) mean += actual[i]! / actual.length
  let left = 0
  let all = 0
  for (let i = 0; i < actual.length; i++) {
    left += (actual[i]! - predicted[i]!) ** 2
    all += (actual[i]! - mean) ** 2
  }
  return all > 0 ? 1 - left / all : null
}

/** Spearman's rank correlation, equal values sharing their mean rank; null where either side is constant. */
export function spearman(actual: ArrayLike<number>, predicted: ArrayLike<number>): number | null {
  return correlation(ranks(actual), ranks(predicted))
}

/** Pearson's correlation; null where either side is constant. */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  const n = a.length
  let meanA = 0
  let meanB = 0
  for (let i = 0; i < n; i++) {
    meanA += a[i]! / n
    meanB += b[i]! / n
  }
  let together = 0
  let squaresA = 0
  let squaresB = 0
  for (let i = 0; i < n; i++) {
    together += (a[i]! - meanA) * (b[i]! - meanB)
    squaresA += (a[i]! - meanA) ** 2
    squaresB += (b[i]! - meanB) ** 2
  }
  return squaresA > 0 && squaresB > 0 ? together / Math.sqrt(squaresA * squaresB) : null
}

/** Ranks from 1 on; equal values get their mean rank. */
export function ranks(values: ArrayLike<number>): Float64Array {
  const order = Int32Array.from({ length: values.length }, (_, i) => i).sort(
    (a, b) => values[a]! - values[b]!,
  )
  const rank = new Float64Array(values.length)
  for (let first = 0; first < order.length;) {
    let last = first
    while (last + 1 < order.length && values[order[last + 1]!] === values[order[first]!]) last++
    for (let i = first; i <= last; i++) rank[order[i]!] = (first + last) / 2 + 1
    first = last + 1
  }
  return rank
}

/** Share of the values that lie in their interval, ends included. */
export function coverage(actual: ArrayLike<number>, low: ArrayLike<number>, high: ArrayLike<number>): number {
  let inside = 0
  for (let i = 0; i < actual.length; i++) if (actual[i]! >= low[i]! && actual[i]! <= high[i]!) inside++
  return inside / actual.length
}

/** Mean width of intervals. */
export function meanWidth(low: ArrayLike<number>, high: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < low.length; i++) sum += high[i]! - low[i]!
  return sum / low.length
}
