import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { activity } from '../movement.ts'
import { ramp } from '../ramps.ts'
import { longestRun, mean } from '../timed-series.ts'
import { clock, percent, seconds } from '../wording.ts'

export const openingStillShare = defineCheck({
  id: 'opening-still-share',
  part: 'hook',
  label: 'No dead time in the first 5 s',
  thresholds: ['bestShare', 'worstShare', 'stillAt', 'movingAt'],
  judge(draft, t) {
    if (draft.durationS < 2) return { notJudged: reason.tooShort(2) }
    const window = { startS: 0, endS: Math.min(5, draft.durationS) }
    const steps = activity(draft, window, t)
    const alive = mean(steps)
    if (alive === null) return { notJudged: reason.notMeasured('motion') }
    const deadShare = 1 - alive
    const run = longestRun(steps, (value) => value < 0.5)
    const where = run ?? window
    return {
      grade: ramp(deadShare, t.worstShare, t.bestShare),
      evidence: [
        at(where, `Little or nothing moves in ${percent(deadShare)} of the first ${seconds(window.endS)}`),
      ],
      fix: `Cut the still stretch ${clock(where.startS)}–${clock(where.endS)} down or lay a moving shot over it: little moves for ${seconds(where.endS - where.startS)}.`,
    }
  },
})
