import { defineCheck } from '../check.ts'
import { shotsIn } from '../draft-facts.ts'
import { at } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { lengthS } from '../spans.ts'
import { decimal, seconds } from '../wording.ts'

/** Shots that are all equally long read as a slide show. */
export const shotVariety = defineCheck({
  id: 'shot-variety',
  part: 'content',
  label: 'Shots of different length',
  thresholds: ['leastShots', 'worst', 'best'],
  judge(draft, t) {
    const lengths = shotsIn(draft, draft.visible).map(lengthS)
    if (lengths.length < t.leastShots) return { notJudged: `the draft has fewer than ${t.leastShots} shots` }
    const meanS = lengths.reduce((sum, each) => sum + each, 0) / lengths.length
    const spread =
      Math.sqrt(lengths.reduce((sum, each) => sum + (each - meanS) ** 2, 0) / lengths.length) / meanS
    return {
      grade: ramp(spread, t.worst, t.best),
      evidence: [
        at(draft.visible, `Shot lengths vary by ${decimal(spread, 2)} of their mean of ${seconds(meanS)}`),
      ],
      fix: `Make some shots shorter and hold others: all last about ${seconds(meanS)}; mix ${seconds(meanS * 0.6)} and ${seconds(meanS * 1.5)}.`,
    }
  },
})
