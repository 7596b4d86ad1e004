import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { longestRun, meanGrade, median } from '../timed-series.ts'
import { clock, decimal } from '../wording.ts'

export const sharpness = defineCheck({
  id: 'sharpness',
  part: 'content',
  label: 'Sharp picture',
  thresholds: ['worst', 'best'],
  judge(draft, t) {
    const steps = draft.series('sharpness').steps(draft.visible)
    const typical = median(steps)
    if (typical === null) return { notJudged: reason.notMeasured('sharpness') }
    const where = longestRun(steps, (value) => value < t.best) ?? draft.visible
    return {
      grade: meanGrade(steps, (value) => ramp(value, t.worst, t.best)) ?? 0,
      evidence: [at(where, `Typical sharpness ${decimal(typical, 2)} of 1`)],
      fix: `Replace the soft shots, first ${clock(where.startS)}–${clock(where.endS)}, or export from the original at full size: sharpness is ${decimal(typical, 2)}, ${decimal(t.best, 2)} looks sharp.`,
    }
  },
})
