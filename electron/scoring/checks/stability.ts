import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { logRamp } from '../ramps.ts'
import { ofDiagonal } from '../wording.ts'

export const stability = defineCheck({
  id: 'stability',
  part: 'content',
  label: 'A steady camera',
  thresholds: ['bestPerS', 'worstPerS'],
  judge({ picture, visible }, t) {
    const { shake } = picture
    if (shake === null) return { notJudged: reason.notMeasured('camera shake') }
    return {
      grade: logRamp(shake, t.worstPerS, t.bestPerS),
      evidence: [
        at(
          visible,
          `The camera shakes by ${ofDiagonal(shake)} of the picture’s diagonal a second (steady: ${ofDiagonal(t.bestPerS)})`,
        ),
      ],
      fix: `Stabilise the handheld shots (stabiliser at about 50 %): they shake by ${ofDiagonal(shake)} of the picture’s diagonal a second, ${ofDiagonal(t.bestPerS)} counts as steady.`,
    }
  },
})
