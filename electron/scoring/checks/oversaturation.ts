import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { longestRun, meanGrade, median } from '../timed-series.ts'
import { clock, percent } from '../wording.ts'

export const oversaturation = defineCheck({
  id: 'oversaturation',
  part: 'content',
  label: 'Colours not overdone',
  thresholds: ['best', 'worst'],
  judge(draft, t) {
    const steps = draft.series('saturation').steps(draft.visible)
    const typical = median(steps)
    if (typical === null) return { notJudged: reason.notMeasured('saturation') }
    const where = longestRun(steps, (value) => value > t.best) ?? draft.visible
    return {
      grade: meanGrade(steps, (value) => ramp(value, t.worst, t.best)) ?? 0,
      evidence: [at(where, `Mean saturation ${percent(typical)}`)],
      fix: `Lower the saturation by about ${Math.max(5, Math.round((1 - t.best / Math.max(typical, 0.01)) * 100))} % in ${clock(where.startS)}–${clock(where.endS)}: it is ${percent(typical)}, ${percent(t.best)} is the most that looks natural.`,
    }
  },
})
