import { defineCheck } from '../check.ts'
import { at } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { clock, percent } from '../wording.ts'
import { withFaces } from '../seen-faces.ts'

/** On a phone a small face shows no feeling. */
export const faceCloseUp = defineCheck({
  id: 'face-close-up',
  part: 'content',
  label: 'A face close up',
  thresholds: ['worstShare', 'bestShare'],
  judge(draft, t) {
    return withFaces(draft, (faces) => {
      const largest = faces.reduce((most, face) => (face.height > most.height ? face : most))
      const zoom = Math.min(400, Math.ceil((100 * t.bestShare) / Math.max(0.01, largest.height)))
      return {
        grade: ramp(largest.height, t.worstShare, t.bestShare),
        evidence: [
          at(largest, `The largest face takes up ${percent(largest.height)} of the height`, largest.box),
        ],
        fix: `Enlarge the shot at ${clock(largest.startS)} to ${zoom} %, or use a closer one: its face takes up ${percent(largest.height)} of the height, a close-up ${percent(t.bestShare)}.`,
      }
    })
  },
})
