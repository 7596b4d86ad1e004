import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { activity, stillLeadS } from '../movement.ts'
import { plateau, ramp } from '../ramps.ts'
import { lengthS } from '../spans.ts'
import { mean } from '../timed-series.ts'
import { clock, seconds, secondsUp } from '../wording.ts'

/**
 * An ask is read while the picture holds still, or all but still: an end card that drifts or is drawn slowly can be read
 * too. It may stand for long, as end screens do; the movement before it is another check's business.
 */
export const endHold = defineCheck({
  id: 'end-hold',
  part: 'cta',
  label: 'A held ending',
  thresholds: [
    'wholeShare',
    'endingShare',
    'noneS',
    'shortS',
    'longS',
    'tooLongS',
    'stillAt',
    'movingAt',
    'breaksAfterS',
    'flatContrast',
    'readableContrast',
  ],
  judge(draft, t) {
    const { visible, durationS } = draft
    if (durationS < 2) return { notJudged: reason.tooShort(2) }
    const steps = activity(
      draft,
      { startS: Math.max(visible.startS, visible.endS - 2 * t.tooLongS), endS: visible.endS },
      t,
    )
    if (steps.length === 0) return { notJudged: reason.notMeasured('motion') }
    const holdS = stillLeadS(steps, 'end', t.breaksAfterS)
    const hold = { startS: visible.endS - Math.max(holdS, Math.min(1, lengthS(visible))), endS: visible.endS }
    const contrast = mean(draft.series('contrast').steps(hold)) ?? t.readableContrast
    return {
      grade:
        plateau(holdS, t.noneS, t.shortS, t.longS, t.tooLongS) *
        // A draft that is still throughout has no ending that is held.
        ramp(holdS / Math.max(holdS, lengthS(visible)), t.wholeShare, t.endingShare) *
        ramp(contrast, t.flatContrast, t.readableContrast),
      evidence: [
        at(
          hold,
          holdS > 0.05
            ? `The ending holds still for ${seconds(holdS)}`
            : 'The ending moves up to the last frame',
        ),
      ],
      fix:
        holdS > t.longS
          ? `Cut the ending ${secondsUp(holdS - t.longS)} shorter: it stands still from ${clock(visible.endS - holdS)}, ${seconds(t.shortS)} to ${seconds(t.longS)} is enough to read it.`
          : holdS < t.shortS
            ? `Hold the last picture or an end card with the ask for ${secondsUp(t.shortS - holdS)} more: ${seconds(t.shortS)} to ${seconds(t.longS)} can be read.`
            : holdS > lengthS(visible) * t.endingShare
              ? `Let something move before the ending: the draft stands still throughout, so nothing marks its last ${seconds(holdS)} as the ask.`
              : `Give the end card from ${clock(visible.endS - holdS)} more contrast: it is too flat to be read on a phone.`,
    }
  },
})
