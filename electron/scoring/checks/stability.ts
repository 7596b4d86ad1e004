import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { logRamp } from '../ramps.ts'
import { decimal } from '../wording.ts'

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
          `Camera shake ${decimal(shake, 3)} frame diagonals a second (steady: ${decimal(t.bestPerS, 3)})`,
        ),
      ],
      fix: `Stabilise the handheld shots (stabiliser at about 50 %): shake is ${decimal(shake, 3)} frame diagonals a second, ${decimal(t.bestPerS, 3)} counts as steady.`,
    }
  },
})
