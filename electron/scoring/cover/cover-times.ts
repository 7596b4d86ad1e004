import type { Span } from '../../../shared/contract/measurement.ts'
import type { DraftFacts } from '../draft-facts.ts'
import { tidySpans } from '../spans.ts'

/** So near to a change of picture a still may show both, or an unfinished one. */
const awayFromChangesS = 0.2

/**
 * Times, s, at which a still was looked at and shows one whole picture: none within 0.2 s of a transition, a flash or
 * black. Ascending; empty where the stills were not looked at.
 */
export function coverTimes({ measurement, black, visible }: DraftFacts): number[] {
  const { composition, transitions, shots, flashes, video } = measurement
  const around = ({ startS, endS }: Span): Span => ({
    startS: startS - awayFromChangesS,
    endS: endS + awayFromChangesS,
  })
  const instants = [
    ...flashes.map(({ timeS }) => timeS),
    ...shots.map(({ startS }) => startS).filter((startS) => startS > 0),
  ]
  const barred = tidySpans(
    [...transitions, ...black, ...instants.map((timeS) => ({ startS: timeS, endS: timeS }))].map(around),
    video.durationS,
  )
  const times = [...new Set((composition?.looks ?? []).map(({ timeS }) => timeS))].sort((a, b) => a - b)
  let next = 0
  return times.filter((timeS) => {
    if (timeS < visible.startS || timeS >= visible.endS) return false
    while (next < barred.length && barred[next]!.endS <= timeS) next++
    return !(barred[next] && barred[next]!.startS <= timeS)
  })
}
