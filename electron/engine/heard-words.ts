import type { Warning } from '../../shared/contract/measurement.ts'
import type { Heard } from './hearing.ts'
import type { HeardWords } from './word-facts.ts'

/** What was heard, as words of a draft; null where nothing was understood. */
export function heardWords(heard: Heard | null): HeardWords | null {
  if (!heard || 'failure' in heard || heard.speech.words.length === 0) return null
  const { model, speech } = heard
  const { interpolated } = speech
  return { model, words: speech.words.map((word) => ({ ...word, source: 'speech', interpolated })) }
}

/** What whoever reads the words has to know of how they were heard. */
export function heardWarnings(heard: Heard | null): Warning[] {
  if (!heard) return []
  if ('failure' in heard) {
    return [
      {
        code: 'speech_unrecognised',
        message: `What is said could not be written down (${heard.failure}), so it does not count.`,
        startS: null,
        endS: null,
      },
    ]
  }
  return heard.speech.garbled.map(({ startS, endS }) => ({
    code: 'speech_garbled',
    message: 'What was understood here went round in circles and was left out.',
    startS,
    endS,
  }))
}
