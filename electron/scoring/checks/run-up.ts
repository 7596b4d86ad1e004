import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { activity, stillLeadS } from '../movement.ts'
import { ramp } from '../ramps.ts'
import { mean } from '../timed-series.ts'
import { clock, percent } from '../wording.ts'

/**
 * The 5 s before the ending is held, against the middle of the draft: whoever leaves there never sees the ask. A draft in
 * which little moves throughout doesn't sag.
 */
const leastS = 6

export const runUp = defineCheck({
  id: 'run-up',
  part: 'cta',
  label: 'No sag before the ending',
  thresholds: ['worst', 'best', 'stillAt', 'movingAt', 'breaksAfterS', 'heldAtMostS', 'floor'],
  judge(draft, t) {
    if (draft.durationS < leastS) return { notJudged: reason.tooShort(leastS) }
    const heldS = stillLeadS(activity(draft, draft.visible, t), 'end', t.breaksAfterS)
    const endS = Math.min(draft.ending.startS, draft.visible.endS - Math.min(t.heldAtMostS, heldS))
    const window = { startS: Math.max(draft.body.startS, endS - 5), endS }
    const before = mean(activity(draft, window, t))
    const typical = mean(activity(draft, draft.body, t))
    if (before === null || typical === null) return { notJudged: reason.notMeasured('motion') }
    const ratio = (before + t.floor) / (typical + t.floor)
    return {
      grade: ramp(ratio, t.worst, t.best),
      evidence: [at(window, `Movement is ${percent(ratio)} of the middle's`)],
      fix: `Cut ${clock(window.startS)}–${clock(window.endS)} down or bring the ending forward: there is ${percent(ratio)} of the movement of the middle.`,
    }
  },
})
