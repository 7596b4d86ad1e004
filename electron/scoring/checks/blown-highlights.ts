import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { longestRun, meanGrade, median } from '../timed-series.ts'
import { clock, percent } from '../wording.ts'

export const blownHighlights = defineCheck({
  id: 'blown-highlights',
  part: 'content',
  label: 'Highlights keep detail',
  thresholds: ['bestShare', 'worstShare'],
  judge(draft, t) {
    const steps = draft.series('highlightsClipped').steps(draft.visible)
    const share = median(steps)
    if (share === null) return { notJudged: reason.notMeasured('highlight clipping') }
    const where = longestRun(steps, (value) => value > t.bestShare) ?? draft.visible
    return {
      grade: meanGrade(steps, (value) => ramp(value, t.worstShare, t.bestShare)) ?? 0,
      evidence: [at(where, `${percent(share)} of the picture is pure white`)],
      fix: `Pull the highlights down in ${clock(where.startS)}–${clock(where.endS)}: ${percent(share)} of the picture is pure white, ${percent(t.bestShare)} is fine.`,
    }
  },
})
