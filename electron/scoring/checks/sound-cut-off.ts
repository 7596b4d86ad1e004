import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { quantile } from '../timed-series.ts'
import { clock, level } from '../wording.ts'

/**
 * Sound that ends has decayed by its end; sound that was cut off is as loud in its last window as before. The last
 * 400 ms window is held against the loud part of the 2 s before it.
 */
export const soundCutOff = defineCheck({
  id: 'sound-cut-off',
  part: 'cta',
  label: 'The sound is not cut off',
  thresholds: ['worstDropLu', 'bestDropLu'],
  judge({ sound, durationS }, t) {
    if (!sound) return { notJudged: reason.noSound }
    if (durationS < 2) return { notJudged: reason.tooShort(2) }
    const tail = { startS: durationS - 2.4, endS: durationS }
    const before = quantile(
      sound.relativeLu.steps({ startS: Math.max(0, tail.startS), endS: durationS - 0.4 }),
      0.75,
    )
    const last = sound.relativeLu.steps({ startS: durationS - 0.3, endS: durationS }).at(-1)?.value
    if (before === null || last === undefined) return { notJudged: reason.notMeasured('loudness') }
    const dropLu = Math.max(0, before) - last
    return {
      grade: ramp(dropLu, t.worstDropLu, t.bestDropLu),
      evidence: [
        at(
          { startS: Math.max(0, durationS - 0.4), endS: durationS },
          `The last 0.4 s are ${level(Math.abs(dropLu), 'LU')} ${dropLu >= 0 ? 'below' : 'above'} what goes before`,
        ),
      ],
      fix: `Fade the sound out over 0.5 s from ${clock(Math.max(0, durationS - 0.5))} or let its last word or note ring out: it stops at full level.`,
    }
  },
})
