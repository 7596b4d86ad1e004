import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { lengthS } from '../spans.ts'
import { clock, seconds, secondsUp } from '../wording.ts'

export const lastShot = defineCheck({
  id: 'last-shot',
  part: 'cta',
  label: 'The last shot lasts long enough',
  thresholds: ['worstS', 'bestS', 'unsureAt', 'sureAt'],
  judge(draft, t) {
    const { cuts, visible, durationS, measurement } = draft
    if (durationS < 2) return { notJudged: reason.tooShort(2) }
    if (lengthS(visible) === 0) return { notJudged: reason.nothingVisible }
    const shot = { startS: cuts.at(-1) ?? visible.startS, endS: visible.endS }
    const cut = measurement.transitions.find(
      ({ startS, endS }) => startS <= shot.startS + 1e-3 && shot.startS <= endS + 1e-3,
    )
    const sure = cut ? ramp(cut.confidence, t.unsureAt, t.sureAt) : 1
    return {
      // A cut that may be none takes only that much away.
      grade: 1 - sure * (1 - ramp(lengthS(shot), t.worstS, t.bestS)),
      evidence: [at(shot, `The last shot lasts ${seconds(lengthS(shot))}`)],
      fix: `Extend the last shot (from ${clock(shot.startS)}) by ${secondsUp(t.bestS - lengthS(shot))}: ${seconds(lengthS(shot))} is too short to take an ask in.`,
    }
  },
})
