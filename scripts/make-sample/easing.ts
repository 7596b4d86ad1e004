/** How far `value` is on its way from `from` to `to`, 0 to 1. */
export function progress(value: number, from: number, to: number): number {
  return Math.min(1, Math.max(0, (value - from) / (to - from)))
}

export function between(start: number, end: number, share: number): number {
  return start + (end - start) * share
}

export function easeOut(share: number): number {
  return 1 - (1 - share) ** 3
}

export function easeInOut(share: number): number {
  return share * share * (3 - 2 * share)
}

/** Overshoots by a tenth before it settles: what editors call a pop. */
export function pop(share: number): number {
  const overshoot = 1.7
  return 1 + (overshoot + 1) * (share - 1) ** 3 + overshoot * (share - 1) ** 2
}
