import { askNote } from '../asks.ts'
import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { lengthS } from '../spans.ts'

/** ABCD "call to action by speech", graded by how much of an ask there is time to hear. */
export const spokenAsk = defineCheck({
  id: 'spoken-ask',
  part: 'cta',
  label: 'The ask is spoken',
  thresholds: ['shortS', 'clearS'],
  judge({ measurement: { words }, asks, visible }, t) {
    if (words.length === 0) return { notJudged: reason.noWords }
    const said = asks.filter(({ by }) => by === 'said')
    const longestS = said.reduce((longest, ask) => Math.max(longest, lengthS(ask)), 0)
    const last = words.at(-1)!
    return {
      grade: said.length === 0 ? 0 : ramp(longestS, t.shortS, t.clearS),
      evidence:
        said.length > 0
          ? said.map((ask) => at(ask, askNote(ask)))
          : [
              at(
                { startS: last.startS, endS: visible.endS },
                'Nothing that is said asks the viewer for anything',
              ),
            ],
      fix:
        said.length > 0
          ? 'Say the ask in a whole sentence: as it is, it goes by too fast to be heard.'
          : 'Say in one short sentence what the viewer should do next, such as “Save this for your next trip”, before the last word.',
    }
  },
})
