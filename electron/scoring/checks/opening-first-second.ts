import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { activity } from '../movement.ts'
import { clampFraction } from '../ramps.ts'
import { mean } from '../timed-series.ts'
import { percent } from '../wording.ts'

export const openingFirstSecond = defineCheck({
  id: 'opening-first-second',
  part: 'hook',
  label: 'The first second is alive',
  thresholds: ['bestShare', 'stillAt', 'movingAt'],
  judge(draft, t) {
    if (draft.durationS < 1) return { notJudged: reason.tooShort(1) }
    const window = { startS: 0, endS: 1 }
    const share = mean(activity(draft, window, t))
    if (share === null) return { notJudged: reason.notMeasured('motion') }
    return {
      grade: clampFraction(share / t.bestShare),
      evidence: [at(window, `Movement in ${percent(share)} of the first second`)],
      fix: 'Start inside the action: move the liveliest second of the draft to 0:00.0, or trim to where the first gesture is under way.',
    }
  },
})
