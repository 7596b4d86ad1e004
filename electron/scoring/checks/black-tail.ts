import { defineCheck } from '../check.ts'
import { at } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { lengthS } from '../spans.ts'
import { clock, seconds, secondsUp } from '../wording.ts'

export const blackTail = defineCheck({
  id: 'black-tail',
  part: 'cta',
  label: 'No black at the end',
  thresholds: ['bestS', 'worstS'],
  judge({ visible, durationS }, t) {
    if (durationS === 0) return { notJudged: 'the draft has no length' }
    const allBlack = lengthS(visible) === 0
    const tail = { startS: allBlack ? 0 : visible.endS, endS: durationS }
    const blackS = lengthS(tail)
    return {
      grade: ramp(allBlack ? Infinity : blackS, t.worstS, t.bestS),
      evidence: [
        blackS > 0
          ? at(tail, `Black for the last ${seconds(blackS)}`)
          : at(
              { startS: Math.max(0, durationS - 1), endS: durationS },
              'The picture is there up to the last frame',
            ),
      ],
      fix: allBlack
        ? 'End on a picture: the whole draft is black.'
        : `Trim ${secondsUp(blackS)} from the end: it is black from ${clock(tail.startS)}.`,
    }
  },
})
