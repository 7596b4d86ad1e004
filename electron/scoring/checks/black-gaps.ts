import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { lengthS, longest, totalS, within } from '../spans.ts'
import { clock, counted, seconds, secondsUp } from '../wording.ts'

export const blackGaps = defineCheck({
  id: 'black-gaps',
  part: 'content',
  label: 'No black in between',
  thresholds: ['bestS', 'worstS'],
  judge({ black, visible }, t) {
    if (lengthS(visible) === 0) return { notJudged: reason.nothingVisible }
    const gaps = within(black, visible)
    const blackS = totalS(gaps)
    const widest = longest(gaps)
    return {
      grade: ramp(blackS, t.worstS, t.bestS),
      evidence: gaps.length
        ? gaps.map((gap) => at(gap, `Black for ${seconds(lengthS(gap))}`))
        : [at(visible, 'No black between the first and the last picture')],
      fix: widest
        ? `Close the black ${clock(widest.startS)}–${clock(widest.endS)}: take ${secondsUp(blackS)} out of ${counted(gaps.length, 'black gap')}.`
        : 'Close the black gaps.',
    }
  },
})
