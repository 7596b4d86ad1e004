import { lineHeightPx, type TextModels } from './text-models.ts'
import type { GreyPicture, TextRegion } from './text-regions.ts'

/** One character as it was read. */
export interface ReadCharacter {
  character: string
  likely: number
  /** Middle of it, as a share of the line's width. */
  at: number
}

/** The line cut out, upright, one byte a pixel. */
export interface LinePicture {
  luma: Uint8Array
  width: number
}

/** Longer lines are made narrower: no more of them can be read at a glance anyway. */
const mostWidthPx = 1600
const stepPx = 8
/**
 * A blank between words that is this likely anywhere between two characters counts, though something else is likelier there:
 * between words of 154 pairs set apart in 12 families it was but for two, within words it came to 0.07 at most in 908.
 */
const leastBlank = 0.15

/** Cuts a line out of a picture: turned level, at the height that the recogniser reads or another one. */
export function cutLine(
  { luma, width, height }: GreyPicture,
  region: TextRegion,
  lineHeight: number = lineHeightPx,
): LinePicture {
  const wanted = Math.ceil((lineHeight * region.width) / region.height / stepPx) * stepPx
  const lineWidth = Math.max(2 * stepPx, Math.min(mostWidthPx, wanted))
  const line = new Uint8Array(lineWidth * lineHeight)
  const [cos, sin] = [Math.cos(region.angle), Math.sin(region.angle)]
  for (let row = 0; row < lineHeight; row++) {
    const across = ((row + 0.5) / lineHeight - 0.5) * region.height
    for (let column = 0; column < lineWidth; column++) {
      const along = ((column + 0.5) / lineWidth - 0.5) * region.width
      const x = Math.max(0, Math.min(width - 1.001, region.x + along * cos - across * sin - 0.5))
      const y = Math.max(0, Math.min(height - 1.001, region.y + along * sin + across * cos - 0.5))
      const left = Math.floor(x)
      const top = Math.floor(y)
      const at = top * width + left
      const upper = luma[at]! + (luma[at + 1]! - luma[at]!) * (x - left)
      const lower = luma[at + width]! + (luma[at + width + 1]! - luma[at + width]!) * (x - left)
      line[row * lineWidth + column] = upper + (lower - upper) * (y - top) + 0.5
    }
  }
  return { luma: line, width: lineWidth }
}

/**
 * What a line says, by connectionist temporal classification: at each step the likeliest class, repetitions and blanks
 * left out (Graves et al. 2006); but blanks between words, which seldom are the likeliest where words stand close.
 */
export async function readCharacters(models: TextModels, line: LinePicture): Promise<ReadCharacter[]> {
  const count = line.width * lineHeightPx
  const planes = new Float32Array(3 * count)
  for (let i = 0; i < count; i++) planes[i] = line.luma[i]! / 127.5 - 1
  planes.copyWithin(count, 0, count)
  planes.copyWithin(2 * count, 0, count)
  const { likely, classes } = await models.recognise(planes, line.width)
  const steps = likely.length / classes
  const blank = models.characters.indexOf(' ')
  const characters: ReadCharacter[] = []
  const likelyBlanks = new Set<ReadCharacter>()
  const read = (k: number, step: number): ReadCharacter => {
    const likelyHere = likely[step * classes + k]!
    const read = { character: models.characters[k] ?? '', likely: likelyHere, at: (step + 0.5) / steps }
    characters.push(read)
    return read
  }
  let before = 0
  let likeliestBlank = 0
  for (let step = 0; step < steps; step++) {
    let best = 0
    const from = step * classes
    for (let k = 1; k < classes; k++) if (likely[from + k]! > likely[from + best]!) best = k
    if (best !== 0 && best !== before) {
      const parted = best !== blank && characters.length > 0 && characters.at(-1)!.character !== ' '
      if (parted && likely[likeliestBlank * classes + blank]! >= leastBlank) {
        likelyBlanks.add(read(blank, likeliestBlank))
      }
      read(best, step)
      likeliestBlank = step
    }
    if (likely[from + blank]! > likely[likeliestBlank * classes + blank]!) likeliestBlank = step
    before = best
  }
  return characters.filter((each, i) => !likelyBlanks.has(each) || !partsConsonant(characters, i))
}

/** Whether a blank leaves a consonant by itself, which no word is: “t he”. */
function partsConsonant(characters: readonly ReadCharacter[], blank: number): boolean {
  const isBlank = (i: number): boolean => (characters[i]?.character ?? ' ') === ' '
  const isConsonant = (i: number): boolean => {
    const letter = characters[i]!.character.normalize('NFD')[0]!
    return /\p{L}/u.test(letter) && !/[aeiouy]/i.test(letter)
  }
  const alone = (i: number, beyond: number): boolean => !isBlank(i) && isBlank(beyond) && isConsonant(i)
  return alone(blank - 1, blank - 2) || alone(blank + 1, blank + 2)
}
