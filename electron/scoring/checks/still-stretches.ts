import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { activity } from '../movement.ts'
import { ramp } from '../ramps.ts'
import { lengthS } from '../spans.ts'
import { longestRun, mean } from '../timed-series.ts'
import { clock, percent, seconds } from '../wording.ts'

export const stillStretches = defineCheck({
  id: 'still-stretches',
  part: 'content',
  label: 'No still stretches',
  thresholds: ['bestShare', 'worstShare', 'stillAt', 'movingAt'],
  judge(draft, t) {
    if (draft.durationS < 3) return { notJudged: reason.tooShort(3) }
    const steps = activity(draft, draft.body, t)
    const alive = mean(steps)
    if (alive === null) return { notJudged: reason.notMeasured('motion') }
    const stillShare = 1 - alive
    const run = longestRun(steps, (value) => value < 0.5)
    const where = run ?? draft.body
    return {
      grade: ramp(stillShare, t.worstShare, t.bestShare),
      evidence: [
        at(
          where,
          run
            ? `Little moves for ${seconds(lengthS(run))}; still for ${percent(stillShare)} in all`
            : 'Always something moves',
        ),
      ],
      fix: `Cut ${clock(where.startS)}–${clock(where.endS)} down, or lay a moving shot or a push-in of 10 % over it: little moves for ${seconds(lengthS(where))}.`,
    }
  },
})
