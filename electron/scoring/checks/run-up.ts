import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { activity } from '../movement.ts'
import { ramp } from '../ramps.ts'
import { mean } from '../timed-series.ts'
import { clock, percent } from '../wording.ts'

/** The 5 s before the ending, against the middle of the draft: whoever leaves there never sees the ask. */
export const runUp = defineCheck({
  id: 'run-up',
  part: 'cta',
  label: 'No sag before the ending',
  thresholds: ['worst', 'best', 'stillAt', 'movingAt', 'floor'],
  judge(draft, t) {
    if (draft.durationS < 12) return { notJudged: reason.tooShort(12) }
    const window = { startS: Math.max(draft.body.startS, draft.ending.startS - 5), endS: draft.ending.startS }
    const before = mean(activity(draft, window, t))
    const typical = mean(activity(draft, draft.body, t))
    if (before === null || typical === null) return { notJudged: reason.notMeasured('motion') }
    const ratio = before / Math.max(t.floor, typical)
    return {
      grade: ramp(ratio, t.worst, t.best),
      evidence: [at(window, `Movement is ${percent(ratio)} of the middle's`)],
      fix: `Cut ${clock(window.startS)}–${clock(window.endS)} down or bring the ending forward: there is ${percent(ratio)} of the movement of the middle.`,
    }
  },
})
