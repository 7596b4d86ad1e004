import { askNote } from '../asks.ts'
import { defineCheck } from '../check.ts'
import { at } from '../evidence.ts'
import { noShownAsk, shownAsks } from '../shown-asks.ts'
import { legibilityOf } from '../text-legibility.ts'
import { lengthS } from '../spans.ts'
import { decimal, percent, seconds, secondsUp } from '../wording.ts'

/** The written ask by itself: large, clear and long enough. Of several the one that is read best counts. */
export const askLegible = defineCheck({
  id: 'ask-legible',
  part: 'cta',
  label: 'The written ask can be read',
  thresholds: [
    'wordsPerMinute',
    'leastS',
    'worstTime',
    'worstHeight',
    'bestHeight',
    'worstContrast',
    'bestContrast',
  ],
  judge(draft, t) {
    const { textUnread } = draft.measurement
    if (textUnread !== null) return { notJudged: textUnread }
    const asks = shownAsks(draft).map(({ ask, text }) => ({ ask, legible: legibilityOf(text, t) }))
    if (asks.length === 0) return { notJudged: noShownAsk }
    const best = asks.reduce((a, b) => (b.legible.grade > a.legible.grade ? b : a))
    const { byTime, byHeight, byContrast, neededS, span, grade } = best.legible
    const { text } = best.ask
    return {
      grade,
      evidence: asks.map(({ ask, legible }) =>
        at(
          ask,
          `${askNote(ask)}, ${percent(legible.span.heightShare)} of the height${
            legible.span.contrast === null ? '' : `, contrast ${decimal(legible.span.contrast, 1)} : 1`
          }, for ${seconds(lengthS(ask))}`,
          legible.span.box,
        ),
      ),
      fix:
        byContrast <= Math.min(byTime, byHeight)
          ? `Set “${text}” on a plate or outline it: its contrast is ${decimal(span.contrast ?? 1, 1)} : 1, ${decimal(t.bestContrast, 1)} : 1 is read on a phone.`
          : byHeight <= byTime
            ? `Set “${text}” larger: lines of ${decimal(t.bestHeight * 100, 1)} % of the height instead of ${decimal(span.heightShare * 100, 1)} %.`
            : `Show “${text}” ${secondsUp(Math.max(0.1, neededS - lengthS(span)))} longer: all that stands there takes ${seconds(neededS)} to read.`,
    }
  },
})
