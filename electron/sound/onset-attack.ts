import type { SpectralFacts } from './spectral.ts'

/** Where an attack may lie around the middle of the window that shows it, in ms. */
const reachBeforeMs = 40
const reachAfterMs = 35
/** Milliseconds compared before and after a place. */
const beforeMs = 8
const afterMs = 6

/**
 * When the sound begins whose rise a spectrum shows at about `timeS` (both in seconds of the file): the millisecond
 * before which it is quietest against the loudest just after.
 */
export function attackTimeS({ attacks, attackRateHz }: SpectralFacts, timeS: number): number {
  const middle = Math.round(timeS * attackRateHz)
  let bestAt = middle
  let bestRise = -Infinity
  for (
    let at = Math.max(0, middle - reachBeforeMs);
    at <= Math.min(attacks.length - 1, middle + reachAfterMs);
    at++
  ) {
    let before = 0
    for (let i = Math.max(0, at - beforeMs); i < at; i++) before = Math.max(before, attacks[i]!)
    let after = 0
    const end = Math.min(attacks.length, at + afterMs)
    for (let i = at; i < end; i++) after += attacks[i]!
    // The place itself must already be louder than what went before it, or the time comes too early.
    const rise = Math.min(after / Math.max(1, end - at), attacks[at]! + 12) - before
    if (rise > bestRise) {
      bestRise = rise
      bestAt = at
    }
  }
  return bestAt / attackRateHz
}
