import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { plateau, ramp } from '../ramps.ts'
import { lengthS } from '../spans.ts'
import { mean } from '../timed-series.ts'
import { decimal, percent } from '../wording.ts'

export const endingReadable = defineCheck({
  id: 'ending-readable',
  part: 'cta',
  label: 'The ending can be seen',
  thresholds: ['worstContrast', 'bestContrast', 'tooDark', 'dark', 'bright', 'tooBright'],
  judge(draft, t) {
    if (lengthS(draft.visible) === 0) return { notJudged: reason.nothingVisible }
    const contrast = mean(draft.series('contrast').steps(draft.ending))
    const brightness = mean(draft.series('brightness').steps(draft.ending))
    if (contrast === null || brightness === null) return { notJudged: reason.notMeasured('brightness') }
    const byContrast = ramp(contrast, t.worstContrast, t.bestContrast)
    const byBrightness = plateau(brightness, t.tooDark, t.dark, t.bright, t.tooBright)
    return {
      grade: Math.min(byContrast, byBrightness),
      evidence: [
        at(draft.ending, `Contrast ${decimal(contrast, 2)}, brightness ${percent(brightness)} in the ending`),
      ],
      fix:
        byContrast <= byBrightness
          ? `Give the last 3 s more contrast, such as light text on a dark plate: it is ${decimal(contrast, 2)}, ${decimal(t.bestContrast, 2)} reads well on a phone.`
          : brightness < t.dark
            ? `Lift the last 3 s from ${percent(brightness)} to at least ${percent(t.dark)} brightness.`
            : `Lower the last 3 s from ${percent(brightness)} to at most ${percent(t.bright)} brightness.`,
    }
  },
})
