import type { Box, Measurement, Span } from '../../shared/contract/measurement.ts'
import { fold } from '../words/ask-pattern.ts'

/** A place where a name is written on the picture or said. */
export interface Naming extends Span {
  name: string
  by: 'shown' | 'said'
  box?: Box
}

/**
 * Where any of these names is written or said, in order of time; however it is spaced or spelt with capitals and accents:
 * `@coffee.lab`, “Coffee Lab” and “COFFEELAB’s” are one name.
 */
export function namings({ text, words }: Measurement, names: readonly string[]): Naming[] {
  const shown = text.filter(({ unread }) => unread === null)
  return names
    .flatMap((name): Naming[] => {
      const wanted = tokensOf(name).join('')
      if (wanted.length < leastLetters) return []
      const written = shown
        .filter((span) => runsOf(tokensOf(span.text), wanted).length > 0)
        .map(({ startS, endS, box }): Naming => ({ name, by: 'shown', startS, endS, box }))
      const heard = words.flatMap(({ text: word }, i) =>
        tokensOf(word).map((token) => ({ token, word: words[i]! })),
      )
      const said = runsOf(
        heard.map(({ token }) => token),
        wanted,
      ).map(({ from, to }): Naming => {
        return { name, by: 'said', startS: heard[from]!.word.startS, endS: heard[to]!.word.endS }
      })
      return [...written, ...said]
    })
    .sort((a, b) => a.startS - b.startS)
}

/** A name of a letter or two stands in any text. */
const leastLetters = 3

/** Figures apart from letters: readers of pictures lose the space between them. */
function tokensOf(text: string): string[] {
  return fold(text).match(/\p{L}+|\p{N}+/gu) ?? []
}

/** Neighbouring tokens that together are what is wanted; indices of the first and the last. */
function runsOf(tokens: readonly string[], wanted: string): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = []
  for (let from = 0; from < tokens.length; from++) {
    let joined = ''
    for (let to = from; to < tokens.length && joined.length < wanted.length; to++) {
      joined += tokens[to]!
      if (joined === wanted) runs.push({ from, to })
      if (!wanted.startsWith(joined)) break
    }
  }
  return runs
}
