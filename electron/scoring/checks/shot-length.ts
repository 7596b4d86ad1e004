import { defineCheck } from '../check.ts'
import { secondsAShot, shotsIn } from '../draft-facts.ts'
import { at, reason } from '../evidence.ts'
import { logRamp } from '../ramps.ts'
import { lengthS, longest } from '../spans.ts'
import { clock, counted, seconds } from '../wording.ts'

/** ABCD "overall pacing": under 2 s a shot. */
export const shotLength = defineCheck({
  id: 'shot-length',
  part: 'content',
  label: 'Pace: seconds a shot',
  thresholds: ['bestS', 'worstS', 'leastS', 'uncutS'],
  judge(draft, t) {
    const bodyS = lengthS(draft.body)
    if (draft.durationS < t.leastS || bodyS === 0) return { notJudged: reason.tooShort(t.leastS) }
    const meanS = secondsAShot(draft, t.uncutS)
    const held = longest(shotsIn(draft, draft.body)) ?? draft.body
    const missing = Math.max(1, Math.ceil(bodyS / t.bestS - bodyS / meanS))
    return {
      grade: logRamp(meanS, t.worstS, t.bestS),
      evidence: [
        at(held, `${seconds(meanS)} a shot on average; the longest stretch without a cut is this one`),
      ],
      fix: `Add ${counted(missing, 'cut')} (or changes of framing), first in ${clock(held.startS)}–${clock(held.endS)}: ${seconds(meanS)} a shot, ${seconds(t.bestS)} is the aim.`,
    }
  },
})
