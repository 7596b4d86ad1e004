import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { median } from '../timed-series.ts'
import { decimal } from '../wording.ts'

export const contrast = defineCheck({
  id: 'contrast',
  part: 'content',
  label: 'Contrast',
  thresholds: ['worst', 'best'],
  judge(draft, t) {
    const typical = median(draft.series('contrast').steps(draft.body))
    if (typical === null) return { notJudged: reason.notMeasured('contrast') }
    return {
      grade: ramp(typical, t.worst, t.best),
      evidence: [
        at(draft.body, `Typical contrast ${decimal(typical, 2)} (standard deviation of brightness)`),
      ],
      fix: `Raise the contrast by about ${Math.max(5, Math.round((t.best / Math.max(typical, t.best / 3) - 1) * 100))} %: it is ${decimal(typical, 2)}, ${decimal(t.best, 2)} reads well on a phone.`,
    }
  },
})
