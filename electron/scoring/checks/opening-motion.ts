import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { logRamp } from '../ramps.ts'
import { mean, meanGrade, quantile } from '../timed-series.ts'
import { ofDiagonal } from '../wording.ts'

/**
 * Half of the grade rests on the liveliest moments: slowed down they get slower, while a mean may even rise because they
 * last longer.
 */
const livelyShare = 0.85

export const openingMotion = defineCheck({
  id: 'opening-motion',
  part: 'hook',
  label: 'Motion in the first 3 s',
  thresholds: ['worstPerS', 'bestPerS'],
  judge(draft, t) {
    if (draft.durationS < 1) return { notJudged: reason.tooShort(1) }
    const window = { startS: 0, endS: Math.min(3, draft.durationS) }
    const steps = draft.series('motion').steps(window)
    const motion = mean(steps)
    if (motion === null) return { notJudged: reason.notMeasured('motion') }
    const throughout = meanGrade(steps, (value) => logRamp(value, t.worstPerS, t.bestPerS)) ?? 0
    const liveliest = logRamp(quantile(steps, livelyShare) ?? 0, t.worstPerS, t.bestPerS)
    return {
      grade: (throughout + liveliest) / 2,
      evidence: [
        at(
          window,
          `The picture moves by ${ofDiagonal(motion)} of its diagonal a second (aim: ${ofDiagonal(t.bestPerS)})`,
        ),
      ],
      fix:
        motion > t.worstPerS
          ? `Speed the first 3 s up to ${speedPercent(motion, t.bestPerS)} % or open on a livelier shot: the picture moves by ${ofDiagonal(motion)} of its diagonal a second, ${ofDiagonal(t.bestPerS)} is lively.`
          : 'Open on a shot in which something moves: the first 3 s are all but still.',
    }
  },
})

/** Editors' speed controls go in steps; beyond twice the speed a livelier shot is the answer. */
function speedPercent(motion: number, wanted: number): number {
  return Math.min(200, Math.max(110, Math.round((wanted / motion) * 10) * 10))
}
