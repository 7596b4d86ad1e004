import data from '../../resources/speech/words.json' with { type: 'json' }
import { fold } from './ask-pattern.ts'

export type SpokenLanguage = keyof typeof data.languages

const commonWords = Object.entries(data.languages).map(
  ([language, { common }]) => [language as SpokenLanguage, new Set(common.map(fold))] as const,
)

/** Letters alone, folded: what is looked up. */
export function bareWord(text: string): string {
  return fold(text).replace(/[^\p{L}\p{N}']+/gu, '')
}

/** The language whose most common words are met most; null where fewer than a tenth of the words are any. */
export function spokenLanguage(words: readonly string[]): SpokenLanguage | null {
  const bare = words.map(bareWord)
  const [best] = commonWords
    .map(([language, common]) => ({ language, met: bare.filter((word) => common.has(word)).length }))
    .toSorted((a, b) => b.met - a.met)
  return best && best.met > 0 && best.met >= 0.1 * bare.length ? best.language : null
}

/** The fillers of a language as lists of bare words. */
export function fillersOf(language: SpokenLanguage): string[][] {
  return data.languages[language].fillers.map((filler) => filler.split(' ').map(bareWord))
}
