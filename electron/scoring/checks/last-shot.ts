import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { lengthS } from '../spans.ts'
import { clock, seconds, secondsUp } from '../wording.ts'

export const lastShot = defineCheck({
  id: 'last-shot',
  part: 'cta',
  label: 'The last shot lasts long enough',
  thresholds: ['worstS', 'bestS'],
  judge({ cuts, visible, durationS }, t) {
    if (durationS < 2) return { notJudged: reason.tooShort(2) }
    if (lengthS(visible) === 0) return { notJudged: reason.nothingVisible }
    const shot = { startS: cuts.at(-1) ?? visible.startS, endS: visible.endS }
    return {
      grade: ramp(lengthS(shot), t.worstS, t.bestS),
      evidence: [at(shot, `The last shot lasts ${seconds(lengthS(shot))}`)],
      fix: `Extend the last shot (from ${clock(shot.startS)}) by ${secondsUp(t.bestS - lengthS(shot))}: ${seconds(lengthS(shot))} is too short to take an ask in.`,
    }
  },
})
