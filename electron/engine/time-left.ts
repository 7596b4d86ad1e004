/**
 * Estimates the seconds left of a task from the share done: what the last stretch took is carried on, so a slow start
 * doesn't weigh for ever.
 *
 * @returns a function of the share done (0 to 1); null until a twentieth or half a second has passed
 */
export function timeLeft(now: () => number = () => performance.now()): (fraction: number) => number | null {
  const startedAt = now()
  let rate: number | null = null
  let last = { fraction: 0, at: startedAt }
  return (fraction) => {
    const at = now()
    if (fraction > last.fraction && at > last.at) {
      const recent = (fraction - last.fraction) / (at - last.at)
      rate = rate === null ? recent : 0.8 * rate + 0.2 * recent
      last = { fraction, at }
    }
    if (rate === null || (at - startedAt < 500 && fraction < 0.05)) return null
    return Math.max(0, (1 - fraction) / rate / 1000)
  }
}
