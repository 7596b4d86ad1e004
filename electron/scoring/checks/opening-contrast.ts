import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { mean } from '../timed-series.ts'
import { decimal } from '../wording.ts'

export const openingContrast = defineCheck({
  id: 'opening-contrast',
  part: 'hook',
  label: 'Contrast in the first 3 s',
  thresholds: ['worst', 'best'],
  judge(draft, t) {
    const window = { startS: 0, endS: Math.min(3, draft.durationS) }
    const contrast = mean(draft.series('contrast').steps(window))
    if (contrast === null) return { notJudged: reason.notMeasured('contrast') }
    return {
      grade: ramp(contrast, t.worst, t.best),
      evidence: [at(window, `Contrast ${decimal(contrast, 2)} (standard deviation of brightness)`)],
      fix: `Raise the contrast of the first 3 s by about ${Math.max(5, Math.round((t.best / Math.max(contrast, t.best / 3) - 1) * 100))} %, or open on a shot with clear light and dark: it is ${decimal(contrast, 2)}, ${decimal(t.best, 2)} reads well on a phone.`,
    }
  },
})
