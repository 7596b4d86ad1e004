import type { Onset } from './onsets.ts'

/** How far from the network's frame an attack may lie that is taken for the beat's own. */
const reachS = 0.045

/**
 * Exact times of beats: of the strongest attack close by, and where there is none of the beats around.
 *
 * @param roughS times of the file to about 20 ms
 * @param onsets times after the first frame shown
 * @returns times after the first frame shown
 */
export function beatTimesS(roughS: Float64Array, onsets: readonly Onset[], originS: number): Float64Array {
  const timesS = new Float64Array(roughS.length)
  const hasAttack = new Uint8Array(roughS.length)
  let first = 0
  for (let i = 0; i < roughS.length; i++) {
    const shownS = roughS[i]! - originS
    timesS[i] = shownS
    let best = 0
    while (first < onsets.length && onsets[first]!.timeS < shownS - reachS) first++
    for (let k = first; k < onsets.length && onsets[k]!.timeS <= shownS + reachS; k++) {
      const worth = onsets[k]!.strength * (1 - Math.abs(onsets[k]!.timeS - shownS) / (2 * reachS))
      if (worth <= best) continue
      best = worth
      timesS[i] = onsets[k]!.timeS
      hasAttack[i] = 1
    }
  }
  for (let i = 1; i + 1 < roughS.length; i++) {
    if (hasAttack[i] || !hasAttack[i - 1] || !hasAttack[i + 1]) continue
    const between = (timesS[i - 1]! + timesS[i + 1]!) / 2
    if (Math.abs(between - timesS[i]!) < reachS) timesS[i] = between
  }
  return timesS
}
