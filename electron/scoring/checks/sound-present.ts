import { defineCheck } from '../check.ts'
import { at } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { level } from '../wording.ts'

export const soundPresent = defineCheck({
  id: 'sound-present',
  part: 'content',
  label: 'Sound is present',
  thresholds: ['worstLufs', 'bestLufs'],
  judge({ measurement, sound, durationS }, t) {
    if (durationS === 0) return { notJudged: 'the draft has no length' }
    const note = sound
      ? `The sound is at ${level(sound.integratedLufs, 'LUFS')}`
      : measurement.audio
        ? 'The sound track is silent'
        : 'There is no sound track'
    return {
      grade: sound ? ramp(sound.integratedLufs, t.worstLufs, t.bestLufs) : 0,
      evidence: [at({ startS: 0, endS: durationS }, note)],
      fix: 'Add sound: music, speech or effects over the whole draft, the mix at −14 LUFS.',
    }
  },
})
