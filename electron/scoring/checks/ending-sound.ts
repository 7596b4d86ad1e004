import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { quantile } from '../timed-series.ts'
import { level } from '../wording.ts'

export const endingSound = defineCheck({
  id: 'ending-sound',
  part: 'cta',
  label: 'The ending can be heard',
  thresholds: ['worstLu', 'bestLu'],
  judge({ sound, ending, durationS }, t) {
    if (!sound) return { notJudged: reason.noSound }
    if (durationS < 2) return { notJudged: reason.tooShort(2) }
    const relativeLu = quantile(sound.relativeLu.steps(ending), 0.75)
    if (relativeLu === null) return { notJudged: reason.nothingVisible }
    return {
      grade: ramp(relativeLu, t.worstLu, t.bestLu),
      evidence: [at(ending, `The ending is ${level(relativeLu, 'LU')} against the whole draft`)],
      fix: `Raise the sound of the last 3 s by ${level(Math.max(0.1, t.bestLu - relativeLu), 'dB')}: the ending is ${level(relativeLu, 'LU')} against the rest.`,
    }
  },
})
