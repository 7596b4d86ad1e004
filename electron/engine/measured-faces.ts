import type { Composition, Face, Warning } from '../../shared/contract/measurement.ts'
import type { CompositionFacts } from '../vision/composition.ts'
import type { FaceFacts } from '../vision/faces.ts'
import { round, roundedBox, roundOrNull, span, time } from './rounding.ts'

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

/** @param facts null in a quick look */
export function roundedComposition(facts: CompositionFacts | null): Composition | null {
  return (
    facts && {
      looks: facts.looks.map((look) => ({
        timeS: time(look.timeS),
        subject: look.subject && {
          kind: look.subject.kind,
          x: round(look.subject.x, 3),
          y: round(look.subject.y, 3),
        },
        fromThirds: roundOrNull(look.fromThirds, 3),
        fromCentre: roundOrNull(look.fromCentre, 3),
        headroom: roundOrNull(look.headroom, 3),
        peaks: look.peaks,
        clutter: round(look.clutter, 3),
      })),
      crop: facts.crop && {
        x: round(facts.crop.x, 3),
        width: round(facts.crop.width, 3),
        keptSalience: round(facts.crop.keptSalience, 3),
        keptSalienceCentred: round(facts.crop.keptSalienceCentred, 3),
        keptFaces: roundOrNull(facts.crop.keptFaces, 3),
      },
    }
  )
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
