import { defineCheck } from '../check.ts'
import { at } from '../evidence.ts'
import { logRamp } from '../ramps.ts'
import { lengthS } from '../spans.ts'
import { clock, percent, seconds } from '../wording.ts'
import { withFaces } from '../seen-faces.ts'

/** Who is in a draft had better be seen at once. A draft without people isn't judged: that is a choice. */
export const openingFace = defineCheck({
  id: 'opening-face',
  part: 'hook',
  label: 'A face at the start',
  thresholds: ['leastS', 'bestS', 'worstS'],
  judge(draft, t) {
    return withFaces(draft, (seen) => {
      // A glimpse is nobody's opening, and one look at the picture may err.
      const faces = seen.filter((face) => lengthS(face) >= t.leastS)
      if (faces.length === 0) return { notJudged: `no face is shown for ${seconds(t.leastS)}` }
      const first = faces.reduce((early, face) => (face.startS < early.startS ? face : early))
      const largest = faces.reduce((most, face) => (face.height > most.height ? face : most))
      return {
        grade: logRamp(Math.max(0.1, first.startS), t.worstS, t.bestS),
        evidence: [at(first, `The first face is seen at ${clock(first.startS)}`, first.box)],
        fix: `Open on a face, for example the one at ${clock(largest.startS)} (${percent(largest.height)} of the height): the first is seen only at ${clock(first.startS)}.`,
      }
    })
  },
})
