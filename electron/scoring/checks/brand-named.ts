import { defineCheck } from '../check.ts'
import { namingEvidence, withNamings } from '../judge-naming.ts'
import { ramp } from '../ramps.ts'
import { lengthS, tidySpans, totalS } from '../spans.ts'
import { quoted } from '../text-legibility.ts'
import { seconds } from '../wording.ts'

/** ABCD "brand shown or said", graded by for how long; what is said counts as shown for `saidS`. */
export const brandNamed = defineCheck({
  id: 'brand-named',
  part: 'content',
  label: 'The brand is shown or said',
  thresholds: ['bestS', 'saidS'],
  judge(draft, t) {
    return withNamings(draft, 'brand', (found, name) => {
      const spans = found.map(({ startS, endS, by }) => ({
        startS,
        endS: by === 'said' ? Math.max(endS, startS + t.saidS) : endS,
      }))
      const thereS = totalS(tidySpans(spans, draft.durationS))
      return {
        grade: ramp(thereS, 0, Math.min(t.bestS, lengthS(draft.visible))),
        evidence: namingEvidence(draft, found, name),
        fix: `Write ${quoted(name)} on the picture or say it: ${seconds(t.bestS)} are enough, it is there for ${seconds(thereS)}.`,
      }
    })
  },
})
