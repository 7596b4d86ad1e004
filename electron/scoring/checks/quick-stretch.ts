import type { Span } from '../../../shared/contract/measurement.ts'
import { defineCheck } from '../check.ts'
import { secondsAShot } from '../draft-facts.ts'
import { at, reason } from '../evidence.ts'
import { logRamp } from '../ramps.ts'
import { lengthS } from '../spans.ts'
import { clock, seconds } from '../wording.ts'

/** ABCD "quick pacing": 5 or more shots seen in any 5 s, that is four cuts within 5 s. */
export const quickStretch = defineCheck({
  id: 'quick-stretch',
  part: 'content',
  label: 'A stretch of quick cuts',
  thresholds: ['shots', 'bestS', 'worstS', 'leastS', 'uncutS'],
  judge(draft, t) {
    const { cuts, body, durationS } = draft
    if (durationS < t.leastS || lengthS(body) === 0) return { notJudged: reason.tooShort(t.leastS) }
    const wantedCuts = Math.max(1, Math.round(t.shots) - 1)
    const inside = cuts.filter((cutS) => cutS >= body.startS && cutS < body.endS)
    const stretch = quickestStretch(inside, wantedCuts) ?? body
    // With fewer cuts than that: as long as so many would take at this pace.
    const takesS = inside.length >= wantedCuts ? lengthS(stretch) : secondsAShot(draft, t.uncutS) * wantedCuts
    return {
      grade: logRamp(takesS, t.worstS, t.bestS),
      evidence: [
        at(
          stretch,
          inside.length > 0
            ? `The quickest ${t.shots} shots take ${seconds(takesS)}`
            : 'No cut between opening and ending',
        ),
      ],
      fix: `Tighten ${clock(stretch.startS)}–${clock(stretch.endS)} until ${t.shots} shots fit into ${seconds(t.bestS)}: now ${t.shots} take ${seconds(takesS)}.`,
    }
  },
})

/** The shortest span from one cut to the last of `count` cuts in a row. */
function quickestStretch(cuts: readonly number[], count: number): Span | null {
  let quickest: Span | null = null
  for (let i = 0; i + count <= cuts.length; i++) {
    const stretch = { startS: cuts[i]!, endS: cuts[i + count - 1]! }
    if (!quickest || lengthS(stretch) < lengthS(quickest)) quickest = stretch
  }
  return quickest
}
