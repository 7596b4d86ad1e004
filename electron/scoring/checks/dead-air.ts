import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { lengthS, longest, tidySpans, within } from '../spans.ts'
import { clock, seconds, secondsUp } from '../wording.ts'

/** Pauses up to the best length are breathing; only what goes beyond counts. */
export const deadAir = defineCheck({
  id: 'dead-air',
  part: 'content',
  label: 'No dead air',
  thresholds: ['pauseS', 'bestShare', 'worstShare'],
  judge({ measurement, sound, durationS, body }, t) {
    if (!sound) return { notJudged: reason.noSound }
    if (lengthS(body) === 0 || durationS < 2) return { notJudged: reason.tooShort(2) }
    const pauses = within(tidySpans(measurement.silence, durationS), body)
    const deadS = pauses.reduce((sum, pause) => sum + Math.max(0, lengthS(pause) - t.pauseS), 0)
    const worst = longest(pauses)
    const long = pauses.filter((pause) => lengthS(pause) > t.pauseS)
    return {
      grade: ramp(deadS / lengthS(body), t.worstShare, t.bestShare),
      evidence: long.length
        ? long.map((pause) => at(pause, `Silent for ${seconds(lengthS(pause))}`))
        : [at(body, `No pause longer than ${seconds(t.pauseS)}`)],
      fix: worst
        ? `Shorten the pause ${clock(worst.startS)}–${clock(worst.endS)} by ${secondsUp(Math.max(0.1, lengthS(worst) - t.pauseS))}, or let music run through it: ${secondsUp(deadS)} of silence is too much.`
        : 'Let music run through the silence.',
    }
  },
})
