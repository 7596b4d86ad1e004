import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { activity } from '../movement.ts'
import { ramp } from '../ramps.ts'
import { lengthS } from '../spans.ts'
import { mean } from '../timed-series.ts'
import { percent, seconds } from '../wording.ts'

const lastS = 0.5

export const pictureCutOff = defineCheck({
  id: 'picture-cut-off',
  part: 'cta',
  label: 'The picture comes to rest',
  thresholds: ['best', 'worst', 'stillAt', 'movingAt'],
  judge(draft, t) {
    if (draft.durationS < 2) return { notJudged: reason.tooShort(2) }
    if (lengthS(draft.visible) === 0) return { notJudged: reason.nothingVisible }
    const window = {
      startS: Math.max(draft.visible.startS, draft.visible.endS - lastS),
      endS: draft.visible.endS,
    }
    const moving = mean(activity(draft, window, t))
    if (moving === null) return { notJudged: reason.notMeasured('motion') }
    return {
      grade: ramp(moving, t.worst, t.best),
      evidence: [at(window, `Movement ${percent(moving)} in the last ${seconds(lengthS(window))}`)],
      fix: `Let the last movement finish: add the ${seconds(lastS)} that follow it, or freeze the last frame for 1 s.`,
    }
  },
})
