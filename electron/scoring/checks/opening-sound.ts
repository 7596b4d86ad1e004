import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { clock, secondsUp, seconds } from '../wording.ts'

const openingS = 3

/** ABCD "audio early", graded by when the sound comes in, against the draft's own level. */
export const openingSound = defineCheck({
  id: 'opening-sound',
  part: 'hook',
  label: 'Sound from the first second',
  thresholds: ['bestS', 'worstS', 'silentBelowLu', 'audibleAboveLu'],
  judge({ sound, durationS }, t) {
    if (durationS < 1) return { notJudged: reason.tooShort(1) }
    const window = { startS: 0, endS: Math.min(openingS, durationS) }
    if (!sound) return { notJudged: reason.noSound }
    let loudest = 0
    let silentS = 0
    for (const step of sound.relativeLu.steps(window)) {
      loudest = Math.max(loudest, ramp(step.value, t.silentBelowLu, t.audibleAboveLu))
      silentS += (1 - loudest) * (step.endS - step.startS)
    }
    const comesInS = sound.relativeLu
      .steps({ startS: 0, endS: durationS })
      .find((step) => step.value >= (t.silentBelowLu + t.audibleAboveLu) / 2)?.startS
    const startS = comesInS ?? window.endS
    return {
      grade: ramp(silentS, t.worstS, t.bestS),
      evidence: [
        at(
          { startS: 0, endS: Math.max(startS, 0.1) },
          silentS > t.bestS
            ? `The sound comes in at ${clock(startS)}`
            : `Sound is there within ${seconds(t.bestS)}`,
        ),
      ],
      fix: `Move the sound ${secondsUp(Math.max(0.1, startS))} forward or start it with the picture: it comes in at ${clock(startS)}.`,
    }
  },
})
