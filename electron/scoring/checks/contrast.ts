import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { meanGrade, median } from '../timed-series.ts'
import { decimal } from '../wording.ts'

export const contrast = defineCheck({
  id: 'contrast',
  part: 'content',
  label: 'Contrast',
  thresholds: ['worst', 'best'],
  judge(draft, t) {
    const steps = draft.series('contrast').steps(draft.visible)
    const typical = median(steps)
    if (typical === null) return { notJudged: reason.notMeasured('contrast') }
    return {
      grade: meanGrade(steps, (value) => ramp(value, t.worst, t.best)) ?? 0,
      evidence: [
        at(draft.visible, `Typical contrast ${decimal(typical, 2)} (standard deviation of brightness)`),
      ],
      fix: `Raise the contrast by about ${Math.max(5, Math.round((t.best / Math.max(typical, t.best / 3) - 1) * 100))} %: it is ${decimal(typical, 2)}, ${decimal(t.best, 2)} reads well on a phone.`,
    }
  },
})
