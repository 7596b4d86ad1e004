import { cutLine, readCharacters, type ReadCharacter } from './text-line.ts'
import type { TextModels } from './text-models.ts'
import type { GreyPicture, TextRegion } from './text-regions.ts'

/**
 * Why a line of text has no words: it runs in a script that can't be read here, it is mirrored, or it can't be made out, be it
 * that its script is unknown or that it isn't clear enough.
 */
export type UnreadReason = 'script' | 'mirrored' | 'unclear'

export interface TextReading {
  /** Empty where it could not be read. */
  text: string
  /** Mean over the characters, 0 to 1. */
  confidence: number
  characters: number
  unread: UnreadReason | null
}

/** Letters that are read worse in the mean are garbage: another script, a mirror, no letters at all. */
const leastConfidence = 0.8
/** Between these the words must look like words. */
const sureConfidence = 0.92
/** A line whose mirror image is read better by this much is mirrored. */
const mirrorGain = 0.06
/** Taller than wide by this much: written downwards. */
const uprightRatio = 1.6

const ideographs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u
const otherScripts = /[\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}]/u

/** Reads a line; what can't be read is said to be unread instead of being guessed. */
export async function readLine(
  models: TextModels,
  picture: GreyPicture,
  region: TextRegion,
): Promise<TextReading> {
  const line = cutLine(picture, region)
  const read = await readCharacters(models, line)
  const plain = judged(read)
  if (plain.characters === 0) return plain
  if (region.height > uprightRatio * region.width && plain.characters > 1) return unread(plain, 'script')
  if (plain.confidence >= sureConfidence || plain.unread === 'script') return plain
  const mirrored = judged(await readCharacters(models, { ...line, luma: mirrorImage(line.luma, line.width) }))
  const isMirrored = mirrored.unread === null && mirrored.confidence > plain.confidence + mirrorGain
  return isMirrored ? unread(plain, 'mirrored') : plain
}

function judged(read: readonly ReadCharacter[]): TextReading {
  const text = tidied(read.map(({ character }) => character).join(''))
  const visible = read.filter(({ character }) => character.trim() !== '')
  const confidence =
    visible.length > 0 ? visible.reduce((sum, { likely }) => sum + likely, 0) / visible.length : 0
  const reading = { text, confidence, characters: visible.length, unread: null }
  if (visible.length === 0) return unread(reading, 'unclear')
  const foreign = visible.filter(
    ({ character }) => ideographs.test(character) || otherScripts.test(character),
  )
  if (foreign.length > 0.3 * visible.length || (foreign.length > 0 && confidence < sureConfidence)) {
    return unread(reading, 'script')
  }
  if (confidence < leastConfidence || (confidence < sureConfidence && !looksLikeWords(text))) {
    return unread(reading, 'unclear')
  }
  return reading
}

function unread(reading: TextReading, reason: UnreadReason): TextReading {
  return { ...reading, text: '', unread: reason }
}

/** Full-width signs of Chinese print as they are written in Latin lines, and single spaces. */
function tidied(text: string): string {
  return text.normalize('NFKC').replace(/[“”]/g, '"').replace(/[‘’]/g, "'").replace(/\s+/g, ' ').trim()
}

/** Digits within words and capitals after small letters are signs of guessing. */
function looksLikeWords(text: string): boolean {
  const words = text.split(' ').filter((word) => /\p{L}/u.test(word))
  // Letters of other scripts are taken for digits: a number by itself is one, a line of them is not.
  if (words.length === 0) return /^\S*\d\S*$/.test(text)
  const odd = words.filter(
    (word) => /\p{L}\d+\p{L}/u.test(word) || /\p{Ll}\p{Lu}/u.test(word) || /^\d\p{L}{3,}/u.test(word),
  )
  return odd.length <= 0.25 * words.length
}

function mirrorImage(luma: Uint8Array, width: number): Uint8Array {
  const mirrored = new Uint8Array(luma.length)
  for (let from = 0; from < luma.length; from += width) {
    mirrored.set(luma.slice(from, from + width).reverse(), from)
  }
  return mirrored
}
