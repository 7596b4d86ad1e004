import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { quantile } from '../timed-series.ts'
import { level } from '../wording.ts'

export const openingLevel = defineCheck({
  id: 'opening-level',
  part: 'hook',
  label: 'The opening is as loud as the rest',
  thresholds: ['worstLu', 'bestLu'],
  judge({ sound, durationS }, t) {
    if (!sound) return { notJudged: reason.noSound }
    if (durationS < 1) return { notJudged: reason.tooShort(1) }
    const window = { startS: 0, endS: Math.min(3, durationS) }
    const relativeLu = quantile(sound.relativeLu.steps(window), 0.75)
    if (relativeLu === null) return { notJudged: reason.notMeasured('loudness') }
    return {
      grade: ramp(relativeLu, t.worstLu, t.bestLu),
      evidence: [at(window, `The opening is ${level(relativeLu, 'LU')} against the whole draft`)],
      fix: `Raise the sound of the first 3 s by ${level(Math.max(0.1, t.bestLu - relativeLu), 'dB')}: the opening is ${level(relativeLu, 'LU')} against the rest.`,
    }
  },
})
