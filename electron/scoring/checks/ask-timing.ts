import { askNote } from '../asks.ts'
import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { plateau } from '../ramps.ts'
import { lengthS } from '../spans.ts'
import { clock, percent } from '../wording.ts'

/** Asked before anything was given it is skipped; asked after the last word nobody is left to hear it. */
export const askTiming = defineCheck({
  id: 'ask-timing',
  part: 'cta',
  label: 'The ask comes at the right time',
  thresholds: ['tooEarly', 'early', 'late', 'tooLate'],
  judge({ asks, visible }, t) {
    if (lengthS(visible) < 3) return { notJudged: reason.tooShort(3) }
    if (asks.length === 0) return { notJudged: 'nothing that was read or heard asks for anything' }
    const timed = asks.map((ask) => {
      const place = (ask.startS - visible.startS) / lengthS(visible)
      return { ask, place, grade: plateau(place, t.tooEarly, t.early, t.late, t.tooLate) }
    })
    const best = timed.reduce((a, b) => (b.grade > a.grade ? b : a))
    const comesS = best.ask.startS
    return {
      grade: best.grade,
      evidence: timed.map(({ ask, place }) => at(ask, `${askNote(ask)}, at ${percent(place)} of the draft`)),
      fix:
        best.place < t.early
          ? `Move the ask from ${clock(comesS)} behind what the viewer came for, to ${clock(visible.startS + t.early * lengthS(visible))} or later.`
          : `Move the ask from ${clock(comesS)} to ${clock(visible.startS + t.late * lengthS(visible))} or before: so close to the end most have swiped on.`,
    }
  },
})
