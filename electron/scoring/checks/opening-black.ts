import { defineCheck } from '../check.ts'
import { at } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { clock, seconds, secondsUp } from '../wording.ts'

/** A feed shows the first frame before anyone decides to stay: black there is a lost viewer. */
export const openingBlack = defineCheck({
  id: 'opening-black',
  part: 'hook',
  label: 'Picture from the first frame',
  thresholds: ['bestS', 'worstS'],
  judge({ visible, durationS }, t) {
    if (durationS === 0) return { notJudged: 'the draft has no length' }
    const blackS = visible.startS
    const span = { startS: 0, endS: Math.max(blackS, Math.min(1, durationS)) }
    return {
      grade: ramp(blackS, t.worstS, t.bestS),
      evidence: [
        at(
          span,
          blackS > 0
            ? `Black until ${clock(blackS)} (${seconds(blackS)})`
            : 'The picture is there from the first frame',
        ),
      ],
      fix:
        blackS >= durationS
          ? 'Start with a picture: the whole draft is black.'
          : `Trim ${secondsUp(blackS)} from the start: the picture is black until ${clock(blackS)}.`,
    }
  },
})
