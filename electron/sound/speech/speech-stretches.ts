import type { Span } from '../../../shared/contract/measurement.ts'

/** A pause within what somebody says; across a longer one nothing is lost by hearing each side alone. */
const pauseS = 2
/** Words begin a little before the voice is told and end a little after it. */
const marginS = 0.3
/** A shorter sound is a laugh or a mistake: no word is understood from it. */
const leastS = 0.25

/**
 * The stretches of a draft in which somebody speaks, as they are listened to.
 *
 * @param segments what is heard when, in order of time
 * @returns in order, apart, within 0 to `durationS`
 */
export function speechStretches(segments: readonly (Span & { kind: string })[], durationS: number): Span[] {
  const stretches: Span[] = []
  for (const { kind, startS, endS } of segments) {
    if (!kind.includes('speech')) continue
    const last = stretches.at(-1)
    if (last && startS - last.endS < pauseS) last.endS = Math.max(last.endS, endS)
    else stretches.push({ startS, endS })
  }
  return stretches
    .filter(({ startS, endS }) => endS - startS >= leastS)
    .map(({ startS, endS }) => ({
      startS: Math.max(0, startS - marginS),
      endS: Math.min(durationS, endS + marginS),
    }))
}
