import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { lengthS, longest, tidySpans, totalS, within } from '../spans.ts'
import { clock, percent, seconds } from '../wording.ts'

export const frozenPicture = defineCheck({
  id: 'frozen-picture',
  part: 'content',
  label: 'No frozen picture',
  thresholds: ['bestShare', 'worstShare'],
  judge({ measurement, durationS, body }, t) {
    if (lengthS(body) === 0 || durationS < 3) return { notJudged: reason.tooShort(3) }
    const frozen = within(tidySpans(measurement.frozen, durationS), body)
    const share = totalS(frozen) / lengthS(body)
    const worst = longest(frozen)
    return {
      grade: ramp(share, t.worstShare, t.bestShare),
      evidence: worst
        ? frozen.map((span) => at(span, `The picture stands still for ${seconds(lengthS(span))}`))
        : [at(body, 'The picture never freezes')],
      fix: worst
        ? `Cut the frozen picture ${clock(worst.startS)}–${clock(worst.endS)} or lay another shot over it: ${percent(share)} of the middle stands still.`
        : 'Cut the frozen picture.',
    }
  },
})
