import { openingReasons } from '../../words/opening-reason.ts'
import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { clock } from '../wording.ts'

const openingS = 3

/** How soon the first words come, and whether they name a question, a benefit, a conflict or a number. */
export const firstWords = defineCheck({
  id: 'first-words',
  part: 'hook',
  label: 'The first words give a reason to stay',
  thresholds: ['bestS', 'worstS', 'plainShare'],
  judge({ measurement: { words, delivery }, durationS }, t) {
    const first = words[0]
    if (!first || !delivery) return { notJudged: reason.noWords }
    const comesS = Math.min(durationS, first.startS)
    const opening = words.filter(({ startS }) => startS < Math.max(openingS, first.startS + openingS))
    const text = opening.map((word) => word.text).join(' ')
    const reasons = openingReasons(text, delivery.language)
    return {
      grade: ramp(comesS, t.worstS, t.bestS) * (reasons.length > 0 ? 1 : t.plainShare),
      evidence: [
        at(
          { startS: first.startS, endS: (opening.at(-1) ?? first).endS },
          `First words: “${text}” – ${reasons.length > 0 ? `by its words a ${reasons.join(', ')}` : 'by its words neither question, benefit, conflict nor number'}`,
        ),
      ],
      fix:
        reasons.length > 0
          ? `Begin to speak sooner: the first word comes at ${clock(comesS)}.`
          : 'Begin with what the viewer gets, a question, what goes wrong or a number, such as “Three mistakes that ruin your coffee”, and introduce yourself later.',
    }
  },
})
