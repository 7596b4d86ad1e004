/** x, y, width, height; fractions of the displayed frame where nothing else is said. */
export type Box = [x: number, y: number, width: number, height: number]

export interface ScoredBox {
  box: Box
  /** 0 to 1. */
  confidence: number
}

/** Area that two boxes share. */
export function overlapArea(a: Box, b: Box): number {
  const width = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0])
  const height = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1])
  return width > 0 && height > 0 ? width * height : 0
}

/** Intersection over union, 0 to 1. */
export function overlap(a: Box, b: Box): number {
  const shared = overlapArea(a, b)
  const union = a[2] * a[3] + b[2] * b[3] - shared
  return union > 0 ? shared / union : 0
}

/**
 * The surest boxes of those that show the same thing (non-maximum suppression): one that overlaps a surer one by more
 * than `most`, or lies mostly within or around it, is left out.
 *
 * @returns surest first
 */
export function surestBoxes(found: readonly ScoredBox[], most: number, mostWithin: number): ScoredBox[] {
  const kept: ScoredBox[] = []
  for (const candidate of found.toSorted((a, b) => b.confidence - a.confidence)) {
    const isSame = kept.some(({ box }) => {
      const smaller = Math.min(box[2] * box[3], candidate.box[2] * candidate.box[3])
      return overlap(box, candidate.box) > most || overlapArea(box, candidate.box) > mostWithin * smaller
    })
    if (!isSame) kept.push(candidate)
  }
  return kept
}

/** The part of a box that lies within the frame. */
export function withinFrame([x, y, width, height]: Box): Box {
  const left = Math.min(1, Math.max(0, x))
  const top = Math.min(1, Math.max(0, y))
  return [left, top, Math.max(0, Math.min(1, x + width) - left), Math.max(0, Math.min(1, y + height) - top)]
}
