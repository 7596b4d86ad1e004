import type { Measurement } from '../../../shared/contract/measurement.ts'
import { featureGroup, unmeasured, type FeatureDefinition } from './feature.ts'

interface SeenFaces {
  faces: Measurement['faces']
  durationS: number
}

/** Who is to be seen. */
export const faceFeatures: readonly FeatureDefinition[] = featureGroup(
  {
    name: 'faces',
    source: 'measurement: faces',
    missing: `${unmeasured}, or no faces were looked for`,
    given: ({ measurement }): SeenFaces | null =>
      measurement?.facesUnseen === null
        ? { faces: measurement.faces, durationS: measurement.video.durationS }
        : null,
  },
  {
    present: { about: 'a face is shown', unit: '0 or 1', valueOf: ({ faces }) => faces.length > 0 },
    firstS: {
      about: 'when the first face is shown',
      unit: 's',
      missing: 'there is none',
      valueOf: ({ faces }) => (faces.length === 0 ? null : Math.min(...faces.map(({ startS }) => startS))),
    },
    inFirst3S: {
      about: 'a face is shown in the first 3 s',
      unit: '0 or 1',
      valueOf: ({ faces }) => faces.some(({ startS }) => startS < 3),
    },
    timeShare: {
      about: 'time of all faces over the length; over 1 where several are shown',
      unit: 'share',
      missing: 'it has no length',
      valueOf: ({ faces, durationS }) =>
        durationS > 0 ? faces.reduce((sum, { startS, endS }) => sum + endS - startS, 0) / durationS : null,
    },
    closeUp: {
      about: 'a face takes up a third of the height or more',
      unit: '0 or 1',
      valueOf: ({ faces }) => faces.some(({ closeUp }) => closeUp),
    },
    largestHeight: {
      about: 'height of the largest face',
      unit: 'share of the height of the frame',
      missing: 'there is none',
      valueOf: ({ faces }) => (faces.length === 0 ? null : Math.max(...faces.map(({ height }) => height))),
    },
  },
)
