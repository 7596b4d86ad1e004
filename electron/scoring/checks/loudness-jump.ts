import type { SoundFacts } from '../draft-facts.ts'
import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { clock, level } from '../wording.ts'

/** A second before against a second after, at every tenth of a second of the hook and of what follows it. */
const windowS = 1
const hookEndS = 5
const stepS = 0.1

/**
 * Whether the sound gets louder at a stroke while the hook still has to hold the viewer. Sound that comes in after silence is no
 * jump: what is before has to be heard.
 */
export const loudnessJump = defineCheck({
  id: 'loudness-jump',
  part: 'hook',
  label: 'No jump in loudness',
  thresholds: ['silentBelowLu', 'audibleAboveLu', 'worstLu', 'bestLu'],
  judge({ sound, durationS }, t) {
    if (!sound) return { notJudged: reason.noSound }
    const untilS = Math.min(hookEndS, durationS - windowS)
    if (untilS < 2 * windowS) return { notJudged: reason.tooShort(3 * windowS) }
    let highest = { jumpLu: 0, timeS: windowS }
    for (let timeS = windowS; timeS <= untilS + 1e-6; timeS += stepS) {
      const before = levelOf(sound, timeS - windowS, timeS)
      const after = levelOf(sound, timeS, timeS + windowS)
      if (before === null || after === null) continue
      const heard = ramp(before, t.silentBelowLu, t.audibleAboveLu)
      const jumpLu = heard * (after - before)
      if (jumpLu > highest.jumpLu) highest = { jumpLu, timeS }
    }
    const { jumpLu, timeS } = highest
    // Sound that stays as loud is no merit of its own: what it is worth other checks say.
    if (jumpLu <= t.bestLu) return { notJudged: 'the sound does not get louder at a stroke in the opening' }
    return {
      grade: ramp(jumpLu, t.worstLu, t.bestLu),
      evidence: [
        at(
          { startS: timeS - windowS, endS: timeS + windowS },
          `The sound gets ${level(jumpLu, 'LU')} louder within a second`,
        ),
      ],
      fix: `Raise what goes before ${clock(timeS)} or lower what follows, by ${level(Math.max(0.1, jumpLu - t.bestLu), 'dB')} together: the sound gets ${level(jumpLu, 'LU')} louder there at a stroke.`,
    }
  },
})

/** The loudest of the momentary windows (0.4 s, each ending with its step) that lie wholly inside: sound that has just come in counts. */
function levelOf({ relativeLu }: SoundFacts, fromS: number, toS: number): number | null {
  const steps = relativeLu.steps({ startS: fromS + 0.3, endS: toS })
  return steps.length > 0 ? Math.max(...steps.map(({ value }) => value)) : null
}
