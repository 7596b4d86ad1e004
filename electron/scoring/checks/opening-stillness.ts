import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { activity, firstMovementS, stillLeadS } from '../movement.ts'
import { ramp } from '../ramps.ts'
import { clock, seconds, secondsUp } from '../wording.ts'

const openingS = 3
const breaksAfterS = 0.15

export const openingStillness = defineCheck({
  id: 'opening-stillness',
  part: 'hook',
  label: 'Something moves at once',
  thresholds: ['bestS', 'worstS', 'stillAt', 'movingAt'],
  judge(draft, t) {
    if (draft.durationS < 1) return { notJudged: reason.tooShort(1) }
    const window = { startS: 0, endS: Math.min(openingS, draft.durationS) }
    const steps = activity(draft, window, t)
    if (steps.length === 0) return { notJudged: reason.notMeasured('motion') }
    const stillS = stillLeadS(steps, 'start', breaksAfterS)
    const movesS = firstMovementS(activity(draft, { startS: 0, endS: draft.durationS }, t))
    const evidence =
      movesS === null
        ? at(window, `Nothing moves in the first ${seconds(window.endS)}`)
        : at(
            { startS: 0, endS: Math.max(movesS, 0.1) },
            movesS > 0 ? `Nothing moves until ${clock(movesS)}` : 'Moving from the first frame',
          )
    return {
      grade: ramp(stillS, t.worstS, t.bestS),
      evidence: [evidence],
      fix:
        movesS === null || movesS === 0
          ? `Put a moving shot into the first ${seconds(window.endS)}, or add a push-in of 10 % over them: little moves there.`
          : `Trim ${secondsUp(movesS)} from the start: nothing moves until ${clock(movesS)}.`,
    }
  },
})
