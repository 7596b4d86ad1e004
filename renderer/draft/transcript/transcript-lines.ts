import type { Word } from '../../../shared/contract/words.ts'

/** What is shown in one line: words in order of time, up to a full stop, a pause or about a line's length. */
export interface TranscriptLine {
  /** Index of the first word among all. */
  first: number
  words: readonly Word[]
}

const longestLine = 12
const shortestSentence = 4
const pauseS = 0.6

export function transcriptLines(words: readonly Word[]): TranscriptLine[] {
  const lines: TranscriptLine[] = []
  let first = 0
  words.forEach((word, i) => {
    const next = words[i + 1]
    const length = i + 1 - first
    const ends = /[.!?…]["'”»)]*$/.test(word.text) && length >= shortestSentence
    if (next && !ends && next.startS - word.endS < pauseS && length < longestLine) return
    lines.push({ first, words: words.slice(first, i + 1) })
    first = i + 1
  })
  return lines
}

/** The word that is said at a time: the last that has begun; -1 before the first. */
export function wordAt(words: readonly Word[], timeS: number): number {
  let low = 0
  let high = words.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (words[middle]!.startS <= timeS + 1e-6) low = middle + 1
    else high = middle
  }
  return low - 1
}

const fold = (text: string): string =>
  text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/[’‘]/g, "'")

/**
 * Where a search is met: first and last word of each place. Case and accents don't count, and what is sought may run over
 * several words.
 */
export function placesOf(words: readonly Word[], sought: string): { first: number; last: number }[] {
  const wanted = fold(sought).trim().split(/\s+/).filter(Boolean).join(' ')
  if (wanted === '') return []
  const starts: number[] = []
  let whole = ''
  for (const { text } of words) {
    starts.push(whole.length)
    whole += `${fold(text)} `
  }
  const places: { first: number; last: number }[] = []
  const wordOf = (at: number): number => starts.findLastIndex((start) => start <= at)
  for (let at = whole.indexOf(wanted); at >= 0; at = whole.indexOf(wanted, at + wanted.length)) {
    places.push({ first: wordOf(at), last: wordOf(at + wanted.length - 1) })
  }
  return places
}
