import { thumbnailSize, type FrameDifferences } from './frame-differences.ts'

/** What a frame shows when it shows nothing: `black`, `white`, or null. A caption or a watermark on it may stay. */
export type Blank = 'black' | 'white' | null

const blackUpTo = 20
const whiteFrom = 230
const blankShare = 0.82
/** Means that no blank frame passes, whatever its other fifth shows; spared a look at its cells. */
const blackMeanBelow = blankShare * blackUpTo + (1 - blankShare) * 255 + 5
const whiteMeanFrom = blankShare * whiteFrom - 5
/** Levels by which the empty cells differ on average; a dark scene keeps more texture than that. */
const emptyTexture = 3

/** For every frame whether four fifths of its picture are evenly black, or white. */
export function blankFrames(facts: FrameDifferences): Blank[] {
  const size = thumbnailSize(facts)
  const cells = facts.columns * facts.rows
  return Array.from(facts.luma, (mean, frame) => {
    const even = (low: number, high: number): boolean =>
      isEven(facts.thumbnails.subarray(frame * size, frame * size + cells), low, high)
    if (mean < blackMeanBelow && even(0, blackUpTo)) return 'black'
    return mean > whiteMeanFrom && even(whiteFrom, 255) ? 'white' : null
  })
}

function isEven(luma: Uint8Array, low: number, high: number): boolean {
  let count = 0
  let sum = 0
  for (const value of luma) {
    if (value < low || value > high) continue
    count++
    sum += value
  }
  if (count < blankShare * luma.length) return false
  const mean = sum / count
  let deviation = 0
  for (const value of luma) if (value >= low && value <= high) deviation += Math.abs(value - mean)
  return deviation <= emptyTexture * count
}
