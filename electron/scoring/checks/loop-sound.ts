import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { level, percent } from '../wording.ts'

const edgeS = 0.5

/** Played again at once: neither a jump in level nor a stumbling beat tells that it begins anew. */
export const loopSound = defineCheck({
  id: 'loop-sound',
  part: 'cta',
  label: 'The sound runs on into the beginning',
  thresholds: ['bestStepDb', 'worstStepDb', 'bestBeatOff', 'worstBeatOff'],
  judge({ measurement, durationS }, t) {
    const { sound } = measurement.loop
    if (durationS < 3) return { notJudged: reason.tooShort(3) }
    if (!sound) return { notJudged: reason.noSound }
    const { stepDb, beatOff } = sound
    const byLevel = ramp(Math.abs(stepDb), t.worstStepDb, t.bestStepDb)
    const byBeat = beatOff === null ? 1 : ramp(beatOff, t.worstBeatOff, t.bestBeatOff)
    const beat = beatOff === null ? '' : `, the beat is ${percent(beatOff)} of a beat off`
    return {
      grade: Math.min(byLevel, byBeat),
      evidence: [
        at(
          { startS: durationS - edgeS, endS: durationS },
          `The beginning is ${level(stepDb, 'dB')} against the end${beat}`,
        ),
      ],
      fix:
        byBeat < byLevel
          ? 'Cut the end of the music on a beat, so that the next beat is the first one of the draft.'
          : stepDb > 0
            ? `Let the sound run on to the last frame instead of fading it: the beginning is ${level(stepDb, 'dB')} louder.`
            : `Begin as loud as it ends, or fade the last ${edgeS} s: the beginning is ${level(-stepDb, 'dB')} quieter.`,
    }
  },
})
