import type { Span } from '../../shared/contract/measurement.ts'
import type { CallToAction, Word } from '../../shared/contract/words.ts'
import { findAsks } from './calls-to-action.ts'

/** A pause this long ends a sentence although no sign says so: captions of speech often have none. */
const pauseS = 0.7

/** What is asked in words with times, which are in order. */
export function saidAsks(words: readonly Word[]): CallToAction[] {
  const pauses = words.flatMap(({ endS }, i) => ((words[i + 1]?.startS ?? endS) - endS > pauseS ? [i] : []))
  return findAsks(
    words.map(({ text }) => text),
    new Set(pauses),
  ).map(({ kind, language, first, last }) => ({
    kind,
    language,
    by: 'said',
    startS: words[first]!.startS,
    endS: words[last]!.endS,
    text: textOf(words.slice(first, last + 1)),
    shownIn: null,
  }))
}

/**
 * What is asked by the text on the pictures; each counts for as long as its text is shown.
 *
 * @param isSaid texts that are what somebody says: they are no asks of their own
 */
export function shownAsks<Text extends Span & { text: string }>(
  text: readonly Text[],
  isSaid: (shown: Text) => boolean,
): CallToAction[] {
  return text.flatMap((shown, shownIn) => {
    if (isSaid(shown)) return []
    const words = shown.text.split(/\s+/).filter((word) => word !== '')
    return findAsks(words).map(({ kind, language, first, last }) => ({
      kind,
      language,
      by: 'shown' as const,
      startS: shown.startS,
      endS: shown.endS,
      text: words.slice(first, last + 1).join(' '),
      shownIn,
    }))
  })
}

function textOf(words: readonly Word[]): string {
  return words.map(({ text }) => text).join(' ')
}
