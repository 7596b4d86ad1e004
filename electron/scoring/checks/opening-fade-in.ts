import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { clock, secondsUp, seconds } from '../wording.ts'

export const openingFadeIn = defineCheck({
  id: 'opening-fade-in',
  part: 'hook',
  label: 'No slow fade-in',
  thresholds: ['bestS', 'worstS'],
  judge({ measurement, visible, durationS }, t) {
    if (visible.endS <= visible.startS) return { notJudged: reason.nothingVisible }
    // The fade that brings the first picture: it begins at the start or in the black before that picture.
    const fade = measurement.transitions.find(
      (transition) =>
        transition.kind === 'fade' &&
        transition.startS <= Math.max(0.1, visible.startS) &&
        transition.endS > visible.startS,
    )
    // The black before it is the business of another check.
    const endS = Math.min(durationS, fade?.endS ?? 0)
    const fadeS = fade ? Math.max(0, endS - Math.max(0, fade.startS)) : 0
    const window = fade
      ? { startS: Math.max(0, fade.startS), endS }
      : { startS: 0, endS: Math.min(1, durationS) }
    return {
      grade: ramp(fadeS, t.worstS, t.bestS),
      evidence: [at(window, fadeS > 0 ? `Fades in for ${seconds(fadeS)}` : 'Starts without a fade')],
      fix: `Take out the fade-in (${secondsUp(fadeS)}): the picture is fully there only at ${clock(endS)}.`,
    }
  },
})
