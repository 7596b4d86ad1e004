import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { percent } from '../wording.ts'

export const colourVariety = defineCheck({
  id: 'colour-variety',
  part: 'content',
  label: 'More than one colour',
  thresholds: ['worst', 'best'],
  judge({ picture, visible }, t) {
    const variety = picture.colourVariety
    if (variety === null) return { notJudged: reason.notMeasured('colour variety') }
    return {
      grade: ramp(variety, t.worst, t.best),
      evidence: [at(visible, `Colour variety ${percent(variety)} of the possible`)],
      fix: `Add a second, contrasting colour in titles, props or grade: variety is ${percent(variety)}, ${percent(t.best)} is the aim.`,
    }
  },
})
