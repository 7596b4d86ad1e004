/**
 * Where rows stand below each other, px: entry i is the top of row i, the last the height of all.
 *
 * @param heightsPx of each row
 */
export function rowTops(heightsPx: readonly number[]): Float64Array {
  const tops = new Float64Array(heightsPx.length + 1)
  heightsPx.forEach((heightPx, i) => (tops[i + 1] = tops[i]! + heightPx))
  return tops
}

/** The rows of which something lies between two heights: `first` ≤ i < `last`. */
export function rowsBetween(
  tops: Float64Array,
  fromPx: number,
  toPx: number,
): { first: number; last: number } {
  const rows = tops.length - 1
  const first = Math.max(0, firstAbove(tops, fromPx) - 1)
  let last = first
  while (last < rows && tops[last]! < toPx) last++
  return { first, last }
}

/** The first entry that is greater than a height. */
function firstAbove(tops: Float64Array, px: number): number {
  let low = 0
  let high = tops.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (tops[middle]! <= px) low = middle + 1
    else high = middle
  }
  return low
}
