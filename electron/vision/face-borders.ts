import type { Box } from './boxes.ts'
import { thumbnailSize, type FrameDifferences } from './frame-differences.ts'

/** Cells by which what is in a box may lie elsewhere in another frame. */
const mostShift = 2
/** Mean difference (levels) by which frames with the face and without it have to differ for their border to count. */
const leastStep = 7
/** The same where nobody has looked after the face was last seen: a person who moves must not be taken for gone. */
export const leastStepUnseen = 18
/** Such a step splits the frames' differences better than chance when it explains this share of their variance. */
const leastExplained = 0.5

/**
 * The frame at which what is in a box begins to be there, between a frame without and a frame with it: where the
 * differences from the picture in the box fall most clearly. Exact to a frame where something appears at once.
 *
 * @param without index of a frame; may be on either side of `withFace`, then the end is looked for
 * @param least levels by which frames with it and without it differ
 * @returns the first frame with it (the last one with it where `without` comes after); null where nothing changes clearly
 */
export function borderFrame(
  facts: FrameDifferences,
  box: Box,
  without: number,
  withFace: number,
  least = leastStep,
): number | null {
  const step = without < withFace ? -1 : 1
  const differences: number[] = []
  const patch = patchOf(facts, box)
  for (let frame = withFace; frame !== without + step; frame += step) {
    differences.push(patchDifference(facts, patch, withFace, frame))
  }
  const inside = bestSplit(differences, least)
  return inside === null ? null : withFace + step * (inside - 1)
}

/** How many values from the start belong to the lower ones, by least squares; null without a clear step. */
export function bestSplit(values: readonly number[], least = leastStep): number | null {
  const count = values.length
  const total = values.reduce((sum, value) => sum + value, 0)
  const mean = total / count
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  let best = { between: 0, at: 0, step: 0 }
  let sum = 0
  for (let at = 1; at < count; at++) {
    sum += values[at - 1]!
    const [low, high] = [sum / at, (total - sum) / (count - at)]
    const between = at * (low - mean) ** 2 + (count - at) * (high - mean) ** 2
    if (high > low && between > best.between) best = { between, at, step: high - low }
  }
  return best.step >= least && best.between >= leastExplained * variance ? best.at : null
}

interface Patch {
  left: number
  top: number
  columns: number
  rows: number
}

/** The thumbnail's cells that a box covers, two each way at least. */
function patchOf({ columns, rows }: FrameDifferences, [x, y, width, height]: Box): Patch {
  const across = Math.min(columns, Math.max(2, Math.round(width * columns)))
  const down = Math.min(rows, Math.max(2, Math.round(height * rows)))
  const place = (from: number, size: number, cells: number, of: number): number =>
    Math.max(0, Math.min(of - cells, Math.round((from + size / 2) * of - cells / 2)))
  return {
    left: place(x, width, across, columns),
    top: place(y, height, down, rows),
    columns: across,
    rows: down,
  }
}

/** Mean absolute difference of luma and colour between the patch in one frame and where it fits best in another. */
function patchDifference(facts: FrameDifferences, patch: Patch, from: number, to: number): number {
  let least = Infinity
  for (let dy = -mostShift; dy <= mostShift; dy++) {
    for (let dx = -mostShift; dx <= mostShift; dx++) {
      const [left, top] = [patch.left + dx, patch.top + dy]
      if (left < 0 || top < 0 || left + patch.columns > facts.columns || top + patch.rows > facts.rows)
        continue
      least = Math.min(least, shiftedDifference(facts, patch, from, to, dx, dy))
    }
  }
  return least
}

function shiftedDifference(
  facts: FrameDifferences,
  { left, top, columns, rows }: Patch,
  from: number,
  to: number,
  dx: number,
  dy: number,
): number {
  const { thumbnails, chromaColumns, chromaRows } = facts
  const size = thumbnailSize(facts)
  const [a, b] = [from * size, to * size]
  const lumaCells = facts.columns * facts.rows
  const chromaCells = chromaColumns * chromaRows
  let luma = 0
  let chroma = 0
  const chromaAt = (x: number, y: number): number =>
    lumaCells + Math.min(chromaRows - 1, y >> 1) * chromaColumns + Math.min(chromaColumns - 1, x >> 1)
  for (let y = top; y < top + rows; y++) {
    for (let x = left; x < left + columns; x++) {
      const here = y * facts.columns + x
      const there = here + dy * facts.columns + dx
      luma += Math.abs(thumbnails[a + here]! - thumbnails[b + there]!)
      const [colourHere, colourThere] = [chromaAt(x, y), chromaAt(x + dx, y + dy)]
      chroma +=
        Math.abs(thumbnails[a + colourHere]! - thumbnails[b + colourThere]!) +
        Math.abs(thumbnails[a + colourHere + chromaCells]! - thumbnails[b + colourThere + chromaCells]!)
    }
  }
  return (luma + chroma) / (columns * rows)
}
