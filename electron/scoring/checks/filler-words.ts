import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { counted, percent } from '../wording.ts'

export const fillerWords = defineCheck({
  id: 'filler-words',
  part: 'content',
  label: 'Few filler words',
  thresholds: ['leastWords', 'bestShare', 'worstShare'],
  judge({ measurement: { words, delivery } }, t) {
    const first = words[0]
    if (!first || !delivery) return { notJudged: reason.noWords }
    if (delivery.language === null)
      return { notJudged: 'the language of what is said is none that Hookline knows' }
    if (words.length < t.leastWords) return { notJudged: 'too little is said to tell' }
    const { fillers } = delivery
    const share = fillers.length / words.length
    return {
      grade: ramp(share, t.worstShare, t.bestShare),
      evidence:
        fillers.length > 0
          ? fillers.map((filler) => at(filler, `“${filler.text}”`))
          : [at({ startS: first.startS, endS: words.at(-1)!.endS }, 'No filler words')],
      fix: `Cut ${counted(fillers.length, 'filler word')} out: they are ${percent(share)} of what is said.`,
    }
  },
})
