import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { logRamp } from '../ramps.ts'
import { meanGrade, median } from '../timed-series.ts'
import { ofDiagonal } from '../wording.ts'

export const motion = defineCheck({
  id: 'motion',
  part: 'content',
  label: 'The picture is in motion',
  thresholds: ['worstPerS', 'bestPerS'],
  judge(draft, t) {
    if (draft.durationS < 2) return { notJudged: reason.tooShort(2) }
    const steps = draft.series('motion').steps(draft.body)
    const typical = median(steps)
    if (typical === null) return { notJudged: reason.notMeasured('motion') }
    return {
      grade: meanGrade(steps, (value) => logRamp(value, t.worstPerS, t.bestPerS)) ?? 0,
      evidence: [
        at(
          draft.body,
          `The picture typically moves by ${ofDiagonal(typical)} of its diagonal a second (aim: ${ofDiagonal(t.bestPerS)})`,
        ),
      ],
      fix: `Use shots with more movement, or add a slow push-in (10 % in 3 s) to the still ones: the picture typically moves by ${ofDiagonal(typical)} of its diagonal a second, ${ofDiagonal(t.bestPerS)} is the aim.`,
    }
  },
})
