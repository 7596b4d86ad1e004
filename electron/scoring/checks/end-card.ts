import { defineCheck } from '../check.ts'
import { at } from '../evidence.ts'
import { clampFraction, plateau, ramp } from '../ramps.ts'
import { lengthS } from '../spans.ts'
import { quoted, readingS } from '../text-legibility.ts'
import { clock, percent, seconds, secondsUp } from '../wording.ts'

/** A card at the end: as long as it takes to read and no longer, with words on it, and where wanted with room for an end screen. */
export const endCard = defineCheck({
  id: 'end-card',
  part: 'cta',
  label: 'The end card does its work',
  thresholds: [
    'wantedFromS',
    'tooShortS',
    'shortS',
    'longS',
    'tooLongS',
    'wordsPerMinute',
    'leastS',
    'withoutWords',
    'leastRoom',
    'withoutRoom',
  ],
  judge({ measurement: { textUnread }, endCard: card, durationS, ending }, t) {
    if (!card) {
      if (durationS < t.wantedFromS) return { notJudged: 'the draft ends without an end card' }
      return {
        grade: 0,
        evidence: [at(ending, 'The draft ends without an end card')],
        fix: `Add an end card of ${seconds(t.shortS)} to ${seconds(t.longS)} with the ask and room for an end screen.`,
      }
    }
    const lastsS = lengthS(card)
    const neededS = Math.max(t.shortS, readingS(card.text, t))
    const byLength = plateau(lastsS, t.tooShortS, neededS, Math.max(neededS, t.longS), t.tooLongS)
    const saysNothing = card.text === '' && !card.unread && textUnread === null
    const byWords = saysNothing ? t.withoutWords : 1
    const room = clampFraction(card.room?.[2] ?? 0)
    const byRoom = ramp(room, 0, t.leastRoom) * (1 - t.withoutRoom) + t.withoutRoom
    return {
      grade: byLength * byWords * byRoom,
      evidence: [
        at(
          card,
          `End card for ${seconds(lastsS)}${card.text === '' ? '' : `: ${quoted(card.text)}`}${
            saysNothing ? ', nothing is written on it' : ''
          }`,
        ),
        ...(t.leastRoom > 0 && card.room
          ? [at(card, `The largest free place takes ${percent(room)} of the width`, card.room)]
          : []),
      ],
      fix:
        byLength <= Math.min(byWords, byRoom)
          ? lastsS < neededS
            ? `Hold the end card from ${clock(card.startS)} for ${secondsUp(neededS - lastsS)} more: it takes ${seconds(neededS)} to take in.`
            : `Cut the end card from ${clock(card.startS)} ${secondsUp(lastsS - Math.max(neededS, t.longS))} shorter: ${seconds(Math.max(neededS, t.longS))} are enough.`
          : byWords <= byRoom
            ? `Write the ask on the end card from ${clock(card.startS)}: nothing that is read stands on it.`
            : `Leave a place of 16:9 free on the end card from ${clock(card.startS)}, ${percent(t.leastRoom)} of the width at least: the end screen’s videos go there.`,
    }
  },
})
