import type { GreyPicture, TextRegion } from './text-regions.ts'

/** Samples across a line: letters are still two pixels thick. */
const rows = 32
const mostColumns = 400
/** Surroundings are taken from this far beside the letters, in samples: nearer lies the softness of the edge. */
const nearest = 2
const furthest = 4
/** A line is as legible as its worst fifth. */
const parts = 8
const worstShare = 0.2

/**
 * Contrast ratio of letters against what surrounds them at once, outlines and boxes included (WCAG 2.2, "contrast ratio":
 * (L1 + 0.05) / (L2 + 0.05) of relative luminances), in the worst fifth of the line. Null where no letters can be told.
 */
export function lineContrast(
  { luma, chroma, width, height }: GreyPicture & { chroma: Uint8Array },
  region: TextRegion,
): number | null {
  const columns = Math.max(rows, Math.min(mostColumns, Math.round((rows * region.width) / region.height)))
  const levels = new Uint8Array(rows * columns)
  const luminances = new Float32Array(rows * columns)
  const [cos, sin] = [Math.cos(region.angle), Math.sin(region.angle)]
  const half = width / 2
  for (let row = 0; row < rows; row++) {
    const across = ((row + 0.5) / rows - 0.5) * region.height
    for (let column = 0; column < columns; column++) {
      const along = ((column + 0.5) / columns - 0.5) * region.width
      const x = Math.max(0, Math.min(width - 1, Math.floor(region.x + along * cos - across * sin)))
      const y = Math.max(0, Math.min(height - 1, Math.floor(region.y + along * sin + across * cos)))
      const level = luma[y * width + x]!
      const at = (y >> 1) * half + (x >> 1)
      levels[row * columns + column] = level
      luminances[row * columns + column] = relativeLuminance(
        level,
        chroma[at]!,
        chroma[at + chroma.length / 2]!,
      )
    }
  }
  const letters = lettersOf(levels, columns)
  const ratios: number[] = []
  for (let part = 0; part < parts; part++) {
    const from = Math.floor((part * columns) / parts)
    const ratio = ratioWithin(letters, luminances, columns, from, Math.floor(((part + 1) * columns) / parts))
    if (ratio !== null) ratios.push(ratio)
  }
  if (ratios.length === 0) return null
  return ratios.toSorted((a, b) => a - b)[Math.floor(worstShare * (ratios.length - 1))]!
}

/** R′G′B′ from luma and its differences (BT.709, full range), then the luminance of WCAG. */
function relativeLuminance(luma: number, blue: number, red: number): number {
  const r = luma + 1.5748 * (red - 128)
  const b = luma + 1.8556 * (blue - 128)
  const g = (luma - 0.2126 * r - 0.0722 * b) / 0.7152
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

function linear(level: number): number {
  const share = Math.max(0, Math.min(1, level / 255))
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

/** 1 where letters are: of the two classes that part best (Otsu 1979) the one that the border of the line has less of. */
function lettersOf(levels: Uint8Array, columns: number): Uint8Array {
  const threshold = otsu(levels)
  let lightAtBorder = 0
  for (let column = 0; column < columns; column++) {
    if (levels[column]! > threshold) lightAtBorder++
    if (levels[levels.length - 1 - column]! > threshold) lightAtBorder++
  }
  const lettersAreLight = lightAtBorder < columns
  return levels.map((level) => (level > threshold === lettersAreLight ? 1 : 0))
}

function otsu(levels: Uint8Array): number {
  const counts = new Uint32Array(256)
  for (const level of levels) counts[level]!++
  let total = 0
  for (let level = 0; level < 256; level++) total += level * counts[level]!
  let [below, sumBelow, best, threshold] = [0, 0, -1, 127]
  for (let level = 0; level < 255; level++) {
    below += counts[level]!
    sumBelow += level * counts[level]!
    const above = levels.length - below
    if (below === 0 || above === 0) continue
    const apart = sumBelow / below - (total - sumBelow) / above
    const between = below * above * apart * apart
    if (between > best) [best, threshold] = [between, level]
  }
  return threshold
}

function ratioWithin(
  letters: Uint8Array,
  luminances: Float32Array,
  columns: number,
  from: number,
  to: number,
): number | null {
  let [ink, inkCount, around, aroundCount] = [0, 0, 0, 0]
  for (let row = 0; row < rows; row++) {
    for (let column = from; column < to; column++) {
      const at = row * columns + column
      if (letters[at]) {
        // The middle of a stroke: its edges are mixed with what is beside them.
        if (isDeep(letters, columns, row, column)) {
          ink += luminances[at]!
          inkCount++
        }
        continue
      }
      if (isBeside(letters, columns, row, column)) {
        around += luminances[at]!
        aroundCount++
      }
    }
  }
  if (inkCount < 6 || aroundCount < 6) return null
  const [one, other] = [ink / inkCount, around / aroundCount]
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
}

function isDeep(letters: Uint8Array, columns: number, row: number, column: number): boolean {
  const at = row * columns + column
  return (
    (letters[at - 1] === 1 && letters[at + 1] === 1) ||
    (letters[at - columns] === 1 && letters[at + columns] === 1)
  )
}

function isBeside(letters: Uint8Array, columns: number, row: number, column: number): boolean {
  let isNear = false
  for (let dy = -furthest; dy <= furthest; dy++) {
    const y = row + dy
    if (y < 0 || y >= rows) continue
    for (let dx = -furthest; dx <= furthest; dx++) {
      const x = column + dx
      if (x < 0 || x >= columns || !letters[y * columns + x]) continue
      if (Math.abs(dx) < nearest && Math.abs(dy) < nearest) return false
      isNear = true
    }
  }
  return isNear
}
