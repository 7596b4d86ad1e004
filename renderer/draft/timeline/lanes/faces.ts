import type { MeasurementOutline } from '../../../../shared/contract/measurement.ts'
import type { Lane, LaneNote } from '../lane.ts'
import { markOf, spanAt, visibleSpans } from './spans.ts'

type Face = MeasurementOutline['faces'][number]

/** A face of a third of the frame's height fills the lane. */
const fullAt = 1 / 3

/** Faces from when to when, the higher the larger they are on screen. */
export const facesLane: Lane = {
  id: 'faces',
  label: 'Faces',
  legend: () =>
    'Each face for as long as it is shown. Height: its size; a face of a third of the frame or more (a close-up) fills the lane.',
  figure: ({ measurement: { faces } }) => (faces.length > 0 ? String(faces.length) : null),
  heightPx: 24,
  leastHeightPx: 16,
  missing: ({ measurement: { faces, facesUnseen } }) =>
    facesUnseen !== null ? 'Not looked for here' : faces.length === 0 ? 'None' : null,
  draw(surface, { measurement }) {
    const { ctx, heightPx, colours } = surface
    ctx.fillStyle = colours.face
    for (const { span: face, x, width } of visibleSpans(surface, measurement.faces, 2)) {
      const height = Math.max(3, Math.min(1, face.height / fullAt) * (heightPx - 4))
      ctx.globalAlpha = 0.55
      ctx.fillRect(x, heightPx - 2 - height, width, height)
      ctx.globalAlpha = 1
      ctx.fillRect(x, heightPx - 2 - height, width, 2)
    }
  },
  noteAt: (place, { measurement }) => {
    const face = spanAt(measurement.faces, place)
    return face && faceNote(face)
  },
  marks: ({ measurement }) => measurement.faces.map(faceNote),
}

function faceNote(face: Face): LaneNote {
  return markOf(
    face,
    face.closeUp ? 'Face, close-up' : 'Face',
    `${Math.round(face.height * 100)} % of the height, ${(face.endS - face.startS).toFixed(1)} s, ${Math.round(face.confidence * 100)} % certain`,
  )
}
