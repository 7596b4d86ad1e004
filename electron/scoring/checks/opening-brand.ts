import { defineCheck } from '../check.ts'
import { namingEvidence, withNamings } from '../judge-naming.ts'
import { ramp } from '../ramps.ts'
import { quoted } from '../text-legibility.ts'
import { clock, seconds } from '../wording.ts'

/** ABCD "brand shown or said in the first 5 s", graded by how much later it comes. */
export const openingBrand = defineCheck({
  id: 'opening-brand',
  part: 'hook',
  label: 'The brand is there in the first 5 s',
  thresholds: ['bestS', 'worstS'],
  judge(draft, t) {
    return withNamings(draft, 'brand', (found, name) => {
      const first = found[0]
      const lateS = first ? Math.max(0, first.startS - draft.visible.startS) : Infinity
      return {
        grade: first ? ramp(lateS, t.worstS, t.bestS) : 0,
        evidence: namingEvidence(draft, found.slice(0, 1), name),
        fix: first
          ? `Bring ${quoted(first.name)} forward into the first ${seconds(t.bestS)}: it comes at ${clock(first.startS)}.`
          : `Write or say ${quoted(name)} in the first ${seconds(t.bestS)}.`,
      }
    })
  },
})
