import { askNote } from '../asks.ts'
import { defineCheck } from '../check.ts'
import { at } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { lengthS } from '../spans.ts'
import { seconds, secondsUp } from '../wording.ts'

/** ABCD "call to action by text", graded by whether there is time to read it. */
export const writtenAsk = defineCheck({
  id: 'written-ask',
  part: 'cta',
  label: 'The ask is written',
  thresholds: ['settleS', 'wordsPerS'],
  judge({ measurement: { textUnread }, asks, ending }, t) {
    const shown = asks.filter(({ by }) => by === 'shown')
    if (textUnread !== null) return { notJudged: textUnread }
    if (shown.length === 0) {
      return {
        grade: 0,
        evidence: [at(ending, 'No text on the picture asks the viewer for anything')],
        fix: 'Write the ask on the picture for the last 2 to 3 s, clear of the platform’s buttons: many watch without sound.',
      }
    }
    const read = shown.map((ask) => ({
      ask,
      neededS: t.settleS + ask.text.split(/\s+/).length / t.wordsPerS,
    }))
    const best = read.reduce((a, b) => (share(b) > share(a) ? b : a))
    return {
      grade: ramp(share(best), 0, 1),
      evidence: read.map(({ ask, neededS }) =>
        at(ask, `${askNote(ask)}, shown for ${seconds(lengthS(ask))} (reading it takes ${seconds(neededS)})`),
      ),
      fix: `Show “${best.ask.text}” for ${secondsUp(Math.max(0.1, best.neededS - lengthS(best.ask)))} more: reading it takes ${seconds(best.neededS)}.`,
    }
  },
})

function share({ ask, neededS }: { ask: { startS: number; endS: number }; neededS: number }): number {
  return lengthS(ask) / neededS
}
