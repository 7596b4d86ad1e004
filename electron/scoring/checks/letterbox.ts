import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { lengthS } from '../spans.ts'
import { percent } from '../wording.ts'

export const letterbox = defineCheck({
  id: 'letterbox',
  part: 'content',
  label: 'The picture fills the frame',
  thresholds: ['bestShare', 'worstShare'],
  judge({ measurement, visible }, t) {
    if (lengthS(visible) === 0) return { notJudged: reason.nothingVisible }
    const bars = measurement.picture.letterbox ?? { top: 0, bottom: 0, left: 0, right: 0 }
    const shown = Math.max(0, 1 - bars.top - bars.bottom) * Math.max(0, 1 - bars.left - bars.right)
    const share = 1 - shown
    const zoom = Math.min(
      300,
      Math.ceil(100 / Math.max(0.01, Math.min(1 - bars.top - bars.bottom, 1 - bars.left - bars.right))),
    )
    return {
      grade: ramp(share, t.worstShare, t.bestShare),
      evidence: [at(visible, share > 0 ? `Bars cover ${percent(share)} of the frame` : 'No bars')],
      fix: `Scale the picture to ${zoom} % or fill the bars with a background: they cover ${percent(share)} of the frame.`,
    }
  },
})
