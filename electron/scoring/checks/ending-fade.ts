import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { lengthS } from '../spans.ts'
import { seconds, secondsUp } from '../wording.ts'

export const endingFade = defineCheck({
  id: 'ending-fade',
  part: 'cta',
  label: 'No slow fade-out',
  thresholds: ['bestS', 'worstS'],
  judge({ measurement, visible, durationS }, t) {
    if (lengthS(visible) === 0) return { notJudged: reason.nothingVisible }
    // The fade that takes the last picture away: it reaches the end, or the black at the end.
    const fade = measurement.transitions.findLast(
      (transition) =>
        transition.kind === 'fade' &&
        transition.endS >= visible.endS - 0.1 &&
        transition.startS < visible.endS,
    )
    const startS = Math.max(visible.startS, fade?.startS ?? 0)
    const fadeS = fade ? Math.max(0, visible.endS - startS) : 0
    return {
      grade: ramp(fadeS, t.worstS, t.bestS),
      evidence: [
        fadeS > 0
          ? at({ startS, endS: visible.endS }, `Fades out for ${seconds(fadeS)}`)
          : at({ startS: Math.max(0, durationS - 1), endS: durationS }, 'Ends without a fade'),
      ],
      fix: `Shorten the fade-out by ${secondsUp(Math.max(0.1, fadeS - t.bestS))} to ${seconds(t.bestS)}: an ask that fades can't be read.`,
    }
  },
})
