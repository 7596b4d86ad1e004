import type { Measurement } from '../../../shared/contract/measurement.ts'
import { featureGroup, unmeasured, type FeatureDefinition, type KnownBefore } from './feature.ts'

/** What documents tell of words since captions are read. */
interface KnownWords {
  words?: readonly { startS: number; text: string }[]
  delivery?: { wordsPerMinute: number | null; fillers: readonly unknown[]; words: number } | null
  callsToAction?: readonly { startS: number; by: string }[]
}

function wordsOf({ measurement }: KnownBefore): (Measurement & KnownWords) | null {
  const known: (Measurement & KnownWords) | null = measurement
  return known?.words === undefined ? null : known
}

const spoken = featureGroup(
  {
    name: 'words',
    source: 'measurement: words, delivery',
    missing: `${unmeasured}, or nothing tells its words`,
    given: (known) => {
      const all = wordsOf(known)
      return all?.words && all.delivery ? { words: all.words, delivery: all.delivery } : null
    },
  },
  {
    perMinute: {
      about: 'words a minute while somebody speaks',
      unit: 'words a minute',
      missing: 'too few are spoken',
      valueOf: ({ delivery }) => delivery.wordsPerMinute,
    },
    fillersShare: {
      about: 'fillers among the words',
      unit: 'share',
      missing: 'there are no words',
      valueOf: ({ delivery }) => (delivery.words > 0 ? delivery.fillers.length / delivery.words : null),
    },
    firstS: {
      about: 'when the first word begins',
      unit: 's',
      missing: 'there are no words',
      valueOf: ({ words }) => words[0]?.startS ?? null,
    },
    inFirst3S: {
      about: 'words that begin in the first 3 s',
      unit: 'words',
      valueOf: ({ words }) => words.filter(({ startS }) => startS < 3).length,
    },
  },
)

const asks = featureGroup(
  {
    name: 'asks',
    source: 'measurement: callsToAction',
    missing: `${unmeasured}, or asks were not looked for`,
    given: (known) => {
      const all = wordsOf(known)
      return all?.callsToAction ? { asks: all.callsToAction, durationS: all.video.durationS } : null
    },
  },
  {
    count: { about: 'what viewers are asked to do', unit: 'asks', valueOf: ({ asks: list }) => list.length },
    said: {
      about: 'asks that are said',
      unit: 'asks',
      valueOf: ({ asks: list }) => list.filter(({ by }) => by === 'said').length,
    },
    lastBeforeEndS: {
      about: 'time from the last ask to the end',
      unit: 's',
      missing: 'there is none',
      valueOf: ({ asks: list, durationS }) =>
        list.length === 0 ? null : durationS - Math.max(...list.map(({ startS }) => startS)),
    },
  },
)

/** What is said and asked. */
export const speechFeatures: readonly FeatureDefinition[] = [...spoken, ...asks]
