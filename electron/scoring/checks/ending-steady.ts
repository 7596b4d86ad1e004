import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { logRamp } from '../ramps.ts'
import { lengthS } from '../spans.ts'
import { median } from '../timed-series.ts'
import { ofDiagonal } from '../wording.ts'

export const endingSteady = defineCheck({
  id: 'ending-steady',
  part: 'cta',
  label: 'A steady ending',
  thresholds: ['bestPerS', 'worstPerS'],
  judge(draft, t) {
    if (draft.durationS < 2) return { notJudged: reason.tooShort(2) }
    if (lengthS(draft.visible) === 0) return { notJudged: reason.nothingVisible }
    const camera = median(draft.series('cameraMotion').steps(draft.ending))
    if (camera === null) return { notJudged: reason.notMeasured('camera motion') }
    return {
      grade: logRamp(camera, t.worstPerS, t.bestPerS),
      evidence: [
        at(
          draft.ending,
          `The camera moves by ${ofDiagonal(camera)} of the picture’s diagonal a second in the ending`,
        ),
      ],
      fix: `Use a steady shot or stabilise the last 3 s: the camera moves by ${ofDiagonal(camera)} of the picture’s diagonal a second, ${ofDiagonal(t.bestPerS)} lets an ask be read.`,
    }
  },
})
