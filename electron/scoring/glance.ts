import type { Measurement } from '../../shared/contract/measurement.ts'
import type { Check } from './check.ts'

/** What a quick look at a draft tells: its key frames and its sound, up to a time. */
export interface Glance {
  /** Facts as far as they were looked at; its duration is what was looked at. What was not measured is empty or null. */
  measurement: Measurement
  /** What the headers promise. */
  promisedDurationS: number
  /** How many pictures were seen. */
  pictures: number
}

/** What a few pictures and the beginning of the sound answer. */
const fromOpening: ReadonlySet<string> = new Set([
  'opening-black',
  'opening-brightness',
  'opening-contrast',
  'opening-sound',
  'opening-level',
  'loudness',
  'true-peak',
  'sound-faults',
  'sound-present',
])

/** What needs pictures from all over: from one or two it would be a guess. */
const fromPictures: ReadonlySet<string> = new Set([
  'exposure',
  'contrast',
  'crushed-shadows',
  'blown-highlights',
  'colourfulness',
  'colour-variety',
  'oversaturation',
  'sharpness',
  'letterbox',
  'visible-picture',
])
const leastPictures = 4

/** What is asked of words and of the details: settled with them, not by a look at the picture. */
const fromWords: ReadonlySet<string> = new Set([
  'first-words',
  'speech-pace',
  'filler-words',
  'speech-captions',
  'title-words',
  'hashtags',
  'spoken-ask',
  'ask-audible',
  'written-ask',
  'ask-legible',
  'ask-placed',
  'caption-ask',
  'ask-timing',
  'one-ask',
  'supers-with-audio',
  'brand-named',
  'subject-named',
  'opening-brand',
  'opening-subject-named',
])

/** What only a look at every still answers. */
const fromEveryStill: ReadonlySet<string> = new Set([
  'opening-text',
  'text-legibility',
  'supers',
  'opening-face',
  'opening-subject',
  'people-shown',
  'face-close-up',
  'face-placement',
  'end-card',
  'loop-sound',
])

/** What a glance neither judges nor counts as unknown: it is no part of a first score. */
export const comesLater: readonly string[] = [...fromWords, ...fromEveryStill]

/** Whether a check judges words, which a glance doesn't read. */
export function restsOnWords({ id }: Check): boolean {
  return fromWords.has(id)
}

/** Whether a glance answers a check: nothing about cuts, motion or the ending. */
export function canBeGlanced({ id }: Check, { pictures }: Glance): boolean {
  return fromOpening.has(id) || (pictures >= leastPictures && fromPictures.has(id))
}
