import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { plateau } from '../ramps.ts'
import { level } from '../wording.ts'

export const loudness = defineCheck({
  id: 'loudness',
  part: 'content',
  label: 'Loudness',
  thresholds: ['tooQuietLufs', 'quietLufs', 'targetLufs', 'loudLufs', 'tooLoudLufs'],
  judge({ sound, durationS }, t) {
    if (!sound) return { notJudged: reason.noSound }
    const { integratedLufs } = sound
    const differenceDb = t.targetLufs - integratedLufs
    return {
      grade: plateau(integratedLufs, t.tooQuietLufs, t.quietLufs, t.loudLufs, t.tooLoudLufs),
      evidence: [at({ startS: 0, endS: durationS }, `Integrated loudness ${level(integratedLufs, 'LUFS')}`)],
      fix: `${differenceDb > 0 ? 'Raise' : 'Lower'} the whole mix by ${level(Math.max(0.1, Math.abs(differenceDb)), 'dB')} to ${level(t.targetLufs, 'LUFS')}.`,
    }
  },
})
