import type { Span } from '../../shared/contract/measurement.ts'
import type { Delivery, Word } from '../../shared/contract/words.ts'
import { bareWord, fillersOf, spokenLanguage } from './spoken-language.ts'

const firstS = 5
const leastSpokenS = 2

/** How is spoken, from words in order of time; null without any. */
export function deliveryOf(words: readonly Word[]): Delivery | null {
  if (words.length === 0) return null
  const language = spokenLanguage(words.map(({ text }) => text))
  const stretches = joined(words)
  const spokenS = stretches.reduce((sum, { startS, endS }) => sum + endS - startS, 0)
  const pauses = stretches.slice(1).map(({ startS }, i) => startS - stretches[i]!.endS)
  return {
    words: words.length,
    spokenS,
    wordsPerMinute: spokenS < leastSpokenS ? null : (words.length / spokenS) * 60,
    firstWords: words
      .filter(({ startS }) => startS < firstS)
      .map(({ text }) => text)
      .join(' '),
    fillers: language ? fillersIn(words, fillersOf(language)) : [],
    language,
    silentS: pauses.length === 0 ? null : Math.max(...pauses),
  }
}

/** Words that touch, as one stretch; those of captions that overlap too. */
function joined(words: readonly Span[]): Span[] {
  const stretches: Span[] = []
  for (const { startS, endS } of words) {
    const last = stretches.at(-1)
    if (last && startS <= last.endS + 1e-6) last.endS = Math.max(last.endS, endS)
    else stretches.push({ startS, endS })
  }
  return stretches
}

function fillersIn(words: readonly Word[], fillers: readonly string[][]): Delivery['fillers'] {
  const bare = words.map(({ text }) => bareWord(text))
  const found: Delivery['fillers'] = []
  for (let i = 0; i < words.length; i++) {
    const filler = fillers.find((parts) => parts.every((part, k) => bare[i + k] === part))
    if (!filler) continue
    const last = i + filler.length - 1
    found.push({
      startS: words[i]!.startS,
      endS: words[last]!.endS,
      text: words
        .slice(i, last + 1)
        .map(({ text }) => text)
        .join(' '),
    })
    i = last
  }
  return found
}
