import type { Face, Warning } from '../../shared/contract/measurement.ts'
import type { FaceFacts } from '../vision/faces.ts'
import { round, roundedBox, span, time } from './rounding.ts'

/** Share of the frame's height from which a face is a close-up. */
const closeUpFrom = 1 / 3

/** In a quick look nobody looks for faces, and nothing is amiss. */
export const facesNotLookedAt = 'faces were not looked for yet'

/** Faces as the document shows them. */
export function roundedFaces({ faces }: FaceFacts): Face[] {
  return faces.map((face) => ({
    ...span(face),
    box: roundedBox(face.box),
    confidence: round(face.confidence, 2),
    height: round(face.height, 4),
    closeUp: face.height >= closeUpFrom,
    path: face.path.map(({ timeS, box }) => ({ timeS: time(timeS), box: roundedBox(box) })),
  }))
}

/** Without it a draft full of people would look like one without any. */
export function faceWarnings({ failure }: FaceFacts): Warning[] {
  if (failure === null || failure === facesNotLookedAt) return []
  return [
    {
      code: 'face_model_missing',
      message: `Faces were not looked for, and what rests on them is not judged: the face model could not be loaded (${failure}).`,
      startS: null,
      endS: null,
    },
  ]
}
