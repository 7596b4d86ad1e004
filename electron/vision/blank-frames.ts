import { thumbnailSize, type FrameDifferences } from './frame-differences.ts'

/** What a frame shows when it shows nothing: `black`, `white`, or null. A caption or a watermark on it may stay. */
export type Blank = 'black' | 'white' | null

const blackUpTo = 20
const whiteFrom = 230
const blankShare = 0.82
/** Levels by which the empty cells differ on average; a dark scene keeps more texture than that. */
const emptyTexture = 3

/** For every frame whether four fifths of its picture are evenly black, or white. */
export function blankFrames(facts: FrameDifferences): Blank[] {
  const size = thumbnailSize(facts)
  const cells = facts.columns * facts.rows
  return Array.from(facts.timesS, (_, frame) => {
    const luma = facts.thumbnails.subarray(frame * size, frame * size + cells)
    if (isEven(luma, 0, blackUpTo)) return 'black'
    return isEven(luma, whiteFrom, 255) ? 'white' : null
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
