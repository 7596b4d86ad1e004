import { defineCheck } from '../check.ts'
import { at } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { lengthS, tidySpans, totalS, within } from '../spans.ts'
import { percent } from '../wording.ts'
import { withFaces } from '../seen-faces.ts'

/** Whether the people of a draft are to be seen for a fair part of it. */
export const peopleShown = defineCheck({
  id: 'people-shown',
  part: 'content',
  label: 'People are seen',
  thresholds: ['worstShare', 'bestShare'],
  judge(draft, t) {
    return withFaces(draft, (faces) => {
      const shown = within(tidySpans(faces, draft.durationS), draft.visible)
      const share = totalS(shown) / Math.max(1e-6, lengthS(draft.visible))
      return {
        grade: ramp(share, t.worstShare, t.bestShare),
        evidence: (shown.length > 0 ? shown : faces).map((span) => at(span, 'A face is seen')),
        fix: `Show the people of the draft longer, or cut to them more often: faces are seen for ${percent(share)} of it.`,
      }
    })
  },
})
