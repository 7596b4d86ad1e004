import type { FrameDifferences } from './frame-differences.ts'

/** Frames on either side that count as neighbours: a fifth of a second, at least 3. */
export function neighbourReach(facts: FrameDifferences): number {
  const frames = facts.timesS.length
  const fps = frames > 1 ? (frames - 1) / Math.max(1e-3, facts.timesS[frames - 1]! - facts.timesS[0]!) : 30
  return Math.max(3, Math.min(15, Math.round(fps / 5)))
}

/** The largest value of three frames before i or after it, whichever side has less. */
export function quieterSide(column: Float32Array, i: number): number {
  let before = 0
  let after = 0
  for (let k = 1; k <= 3; k++) {
    if (i - k >= 1) before = Math.max(before, column[i - k]!)
    if (i + k < column.length) after = Math.max(after, column[i + k]!)
  }
  return Math.min(before, after)
}

/** The second largest value around i, i left out: one other cut nearby doesn't count, motion does. */
export function secondLargest(column: Float32Array, i: number, reach: number): number {
  let first = 0
  let second = 0
  const end = Math.min(column.length - 1, i + reach)
  for (let k = Math.max(1, i - reach); k <= end; k++) {
    if (k === i) continue
    const value = column[k]!
    if (value > first) {
      second = first
      first = value
    } else if (value > second) second = value
  }
  return second
}

/** The median around i, i and repeated frames left out. */
export function usual(column: Float32Array, i: number, reach: number): number {
  const near: number[] = []
  const end = Math.min(column.length - 1, i + reach)
  for (let k = Math.max(1, i - reach); k <= end; k++) if (k !== i && column[k]! > 0.02) near.push(column[k]!)
  near.sort((a, b) => a - b)
  return near[near.length >> 1] ?? 0
}
