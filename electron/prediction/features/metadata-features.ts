import { platformIds } from '../../../shared/contract/score.ts'
import { featureGroup, type FeatureDefinition } from './feature.ts'

/** Upper ends of the classes of length, seconds; the last class has none. */
const lengthClassesS = [7, 15, 30, 60, 90, 180, 600]
const emoji = /\p{Extended_Pictographic}/gu

const platform: FeatureDefinition = {
  name: 'post.platform',
  about: 'where it is published',
  unit: 'category',
  source: 'the draft’s platform, or the export',
  missing: 'never',
  categories: platformIds,
  valueOf: ({ platform: id }) => platformIds.indexOf(id),
}

const length = featureGroup(
  {
    name: 'post',
    source: 'measurement, or the length in the export',
    missing: 'the length is not known',
    given: ({ durationS }) => durationS,
  },
  {
    durationS: { about: 'length', unit: 's', valueOf: (durationS) => durationS },
    lengthClass: {
      about: `class of length: up to ${lengthClassesS.join(', ')} s and longer`,
      unit: 'class, 0 the shortest',
      valueOf: (durationS) => {
        const found = lengthClassesS.findIndex((endS) => durationS <= endS)
        return found < 0 ? lengthClassesS.length : found
      },
    },
  },
)

const words = featureGroup(
  {
    name: 'post',
    source: 'details: the title on YouTube, the caption elsewhere',
    missing: 'no title or caption is known',
    given: ({ words: text }) => text,
  },
  {
    wordsLength: {
      about: 'length of the words',
      unit: 'characters',
      valueOf: (text) => Array.from(text).length,
    },
    wordsLines: {
      about: 'lines of the words',
      unit: 'lines',
      valueOf: (text) => text.split(/\r?\n/).filter((line) => line.trim() !== '').length,
    },
    asksQuestion: { about: 'has a question mark', unit: '0 or 1', valueOf: (text) => /[?？¿]/.test(text) },
    hasNumber: { about: 'has a number', unit: '0 or 1', valueOf: (text) => /\p{N}/u.test(text) },
    exclamations: {
      about: 'exclamation marks',
      unit: 'marks',
      valueOf: (text) => (text.match(/[!！]/g) ?? []).length,
    },
    emoji: { about: 'emoji', unit: 'emoji', valueOf: (text) => (text.match(emoji) ?? []).length },
    mentions: {
      about: 'accounts that are mentioned',
      unit: 'mentions',
      valueOf: (text) => (text.match(/(?<!\S)@[\w.]+/g) ?? []).length,
    },
    capitalsShare: {
      about: 'capital letters among all letters that have cases',
      unit: 'share',
      missing: 'it has no such letters',
      valueOf: (text) => {
        const capitals = (text.match(/\p{Lu}/gu) ?? []).length
        const cased = capitals + (text.match(/\p{Ll}/gu) ?? []).length
        return cased === 0 ? null : capitals / cased
      },
    },
    hasLink: { about: 'has an address', unit: '0 or 1', valueOf: (text) => /https?:\/\/|www\./i.test(text) },
  },
)

const hashtags = featureGroup(
  {
    name: 'post',
    source: 'details, or the export',
    missing: 'nothing is known of the words of the post',
    given: ({ hashtags: list }) => list,
  },
  { hashtags: { about: 'hashtags', unit: 'hashtags', valueOf: (list) => list.length } },
)

const time = featureGroup(
  {
    name: 'post',
    source: 'details (planned time), or the export; where the person is',
    missing: 'the time of publishing is not known',
    given: ({ at }) => at,
  },
  {
    weekday: { about: 'weekday', unit: 'day, 0 is Monday', valueOf: ({ on }) => weekdayOf(on) },
    isWeekend: { about: 'Saturday or Sunday', unit: '0 or 1', valueOf: ({ on }) => weekdayOf(on) >= 5 },
    month: { about: 'month', unit: 'month, 1 to 12', valueOf: ({ on }) => Number(on.slice(5, 7)) },
    hour: {
      about: 'hour of the day',
      unit: 'h, 0 to 23.98',
      missing: 'only the day is known',
      valueOf: ({ time: clock }) =>
        clock === null ? null : Number(clock.slice(0, 2)) + Number(clock.slice(3, 5)) / 60,
    },
  },
)

function weekdayOf(on: string): number {
  return (new Date(on).getUTCDay() + 6) % 7
}

/** What is known of the post beside the video. */
export const metadataFeatures: readonly FeatureDefinition[] = [
  platform,
  ...length,
  ...words,
  ...hashtags,
  ...time,
]
