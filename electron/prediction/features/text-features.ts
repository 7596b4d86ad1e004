import type { Measurement } from '../../../shared/contract/measurement.ts'
import { featureGroup, unmeasured, type FeatureDefinition } from './feature.ts'

interface ReadText {
  text: Measurement['text']
  durationS: number
}

const own = ({ text }: ReadText) => text.filter(({ kind }) => kind !== 'watermark')

/** What stands written on the picture; watermarks don't count. */
export const textFeatures: readonly FeatureDefinition[] = featureGroup(
  {
    name: 'text',
    source: 'measurement: text',
    missing: `${unmeasured}, or no text was looked for`,
    given: ({ measurement }): ReadText | null =>
      measurement && measurement.textUnread === null
        ? { text: measurement.text, durationS: measurement.video.durationS }
        : null,
  },
  {
    spans: { about: 'texts that are shown', unit: 'texts', valueOf: (read) => own(read).length },
    firstS: {
      about: 'when the first text is shown',
      unit: 's',
      missing: 'there is none',
      valueOf: (read) => (own(read).length === 0 ? null : Math.min(...own(read).map(({ startS }) => startS))),
    },
    wordsFirst3S: {
      about: 'words that can be read in the first 3 s',
      unit: 'words',
      valueOf: (read) =>
        own(read)
          .filter(({ startS }) => startS < 3)
          .reduce((sum, { text }) => sum + wordsIn(text), 0),
    },
    wordsASecond: {
      about: 'words shown over the length',
      unit: 'words a second',
      missing: 'it has no length',
      valueOf: (read) =>
        read.durationS > 0
          ? own(read).reduce((sum, { text }) => sum + wordsIn(text), 0) / read.durationS
          : null,
    },
    captionsShare: {
      about: 'share of the time with captions',
      unit: 'share',
      missing: 'it has no length',
      valueOf: ({ text, durationS }) =>
        durationS > 0
          ? Math.min(
              1,
              text
                .filter(({ kind }) => kind === 'caption')
                .reduce((sum, { startS, endS }) => sum + endS - startS, 0) / durationS,
            )
          : null,
    },
    largestHeight: {
      about: 'height of the largest line',
      unit: 'share of the height of the frame',
      missing: 'there is none',
      valueOf: (read) =>
        own(read).length === 0 ? null : Math.max(...own(read).map(({ heightShare }) => heightShare)),
    },
  },
)

function wordsIn(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
}
