import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { level } from '../wording.ts'

export const loudnessRange = defineCheck({
  id: 'loudness-range',
  part: 'content',
  label: 'Loudness range for phones',
  thresholds: ['bestLu', 'worstLu'],
  judge({ sound, durationS }, t) {
    const rangeLu = sound?.rangeLu
    if (rangeLu == null) return { notJudged: sound ? reason.notMeasured('loudness range') : reason.noSound }
    return {
      grade: ramp(rangeLu, t.worstLu, t.bestLu),
      evidence: [at({ startS: 0, endS: durationS }, `Loudness range ${level(rangeLu, 'LU')}`)],
      fix: `Compress the mix or raise its quiet passages until the range is ${level(t.bestLu, 'LU')}: it is ${level(rangeLu, 'LU')}, quiet passages get lost on a phone.`,
    }
  },
})
