import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { logRamp } from '../ramps.ts'
import { mean } from '../timed-series.ts'
import { decimal } from '../wording.ts'

export const openingAgainstRest = defineCheck({
  id: 'opening-against-rest',
  part: 'hook',
  label: 'The opening is as lively as the rest',
  thresholds: ['worstRatio', 'bestRatio', 'floorPerS'],
  judge(draft, t) {
    if (draft.durationS < 6) return { notJudged: reason.tooShort(6) }
    const window = { startS: 0, endS: 3 }
    const motion = draft.series('motion')
    const opening = mean(motion.steps(window))
    const rest = mean(motion.steps(draft.body))
    if (opening === null || rest === null) return { notJudged: reason.notMeasured('motion') }
    const ratio = Math.max(0, opening) / Math.max(t.floorPerS, rest)
    return {
      grade: logRamp(ratio, t.worstRatio, t.bestRatio),
      evidence: [at(window, `The opening moves ${decimal(ratio, 2)} times as much as the rest`)],
      fix: `Move a livelier moment to the start: the first 3 s have ${decimal(ratio, 2)} times the motion of what follows, ${decimal(t.bestRatio, 1)} times is the aim.`,
    }
  },
})
