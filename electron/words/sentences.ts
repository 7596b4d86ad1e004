import { fold } from './ask-pattern.ts'

/** A word with where it stands in what it was read from. */
export interface Token {
  text: string
  /** Which word of the source. */
  word: number
}

/** In place of pictographs, which part what people write as full stops do, or stand for a word. */
export const pictograph = '☺'

/** Speech without signs runs on for minutes; patterns look at this many words at a time. */
const longestSentence = 80

/** Words apart by blanks, and sentences of them: pauses are `,`. */
export function sentencesOf(words: readonly string[], endsAfter: ReadonlySet<number> = new Set()): Token[][] {
  const sentences: Token[][] = []
  let sentence: Token[] = []
  const end = (): void => {
    if (sentence.some(({ text }) => text !== ',')) sentences.push(sentence)
    sentence = []
  }
  words.forEach((word, i) => {
    for (const text of signs(word)) {
      if (text === '.') end()
      else sentence.push({ text, word: i })
      if (sentence.length >= longestSentence) end()
    }
    if (endsAfter.has(i)) end()
  })
  end()
  return sentences
}

/** A sentence as the patterns read it: a blank after each word, a full stop at its end. */
export function sentenceText(sentence: readonly Token[]): string {
  return `${sentence.map(({ text }) => text).join(' ')} . `
}

function signs(word: string): string[] {
  return (
    fold(word)
      .replace(/(?:\p{Extended_Pictographic}|\p{Emoji_Modifier})+/gu, ` ${pictograph} `)
      .replace(/\ufe0f|\u200d|\u20e3/gu, '')
      .replace(/["“”„«»()[\]*_~]/g, ' ')
      .replace(/(?<!\d)[,;:–—|/·•]|[,;:–—|/·•](?!\d)/g, ' , ')
      .replace(/[!?¡¿…]+|\.+(?=\s|$)/g, ' . ')
      .replace(/(?<=^|\s)-+(?=\s|$)/g, ' , ')
      // “n'oublie pas d'enregistrer”: the verb stands by itself.
      .replace(/(?<=^|\s)d'(?=\p{L})/gu, "d' ")
      .split(/\s+/)
      .filter((text) => text !== '')
  )
}
