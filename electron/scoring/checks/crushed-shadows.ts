import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { longestRun, meanGrade, median } from '../timed-series.ts'
import { clock, percent } from '../wording.ts'

export const crushedShadows = defineCheck({
  id: 'crushed-shadows',
  part: 'content',
  label: 'Shadows keep detail',
  thresholds: ['bestShare', 'worstShare'],
  judge(draft, t) {
    const steps = draft.series('shadowsClipped').steps(draft.visible)
    const share = median(steps)
    if (share === null) return { notJudged: reason.notMeasured('shadow clipping') }
    const where = longestRun(steps, (value) => value > t.bestShare) ?? draft.visible
    return {
      grade: meanGrade(steps, (value) => ramp(value, t.worstShare, t.bestShare)) ?? 0,
      evidence: [at(where, `${percent(share)} of the picture is pure black`)],
      fix: `Lift the shadows in ${clock(where.startS)}–${clock(where.endS)}: ${percent(share)} of the picture is pure black, ${percent(t.bestShare)} is fine.`,
    }
  },
})
