import { thumbnailSize, type FrameDifferences } from './frame-differences.ts'

/** Levels by which a bar's cells may change in a whole draft: codec noise. */
const barUnrest = 10
/** A row or column is of a bar when all but this share of it rests: a progress line or a small logo may live in it. */
const barLife = 0.05
/** Black bands are black in most cells most of the time, whatever captions come and go in them. */
const blackUpTo = 5
const bandBlack = 0.6
/** A picture darker than this is not told from bands by its blackness. */
const mostBlackPicture = 0.35
/** Bars are taken off only where they are worth it, and never so much that next to nothing would be left. */
const leastBars = 0.08
const leastPicture = 0.2

/**
 * The statistics of the picture between bars that never change: black above and below a wide picture in a tall draft, a
 * frame, a banner. A cut replaces all of the picture, but a third of the draft; shares and means are of the picture here.
 * Returns the facts themselves where there are no bars.
 */
export function withoutBars(facts: FrameDifferences): FrameDifferences {
  const area = restlessArea(facts)
  const share = (area.width * area.height) / (facts.columns * facts.rows)
  if (share > 1 - leastBars || share < leastPicture) return facts
  const cropped = croppedThumbnails(facts, area)
  const cells = area.width * area.height
  const size = thumbnailSize({ ...facts, ...cropped })
  const luma = facts.luma.slice()
  const contrast = facts.contrast.slice()
  for (let frame = 0, from = 0; frame < luma.length; frame++, from += size) {
    let sum = 0
    let squares = 0
    for (let i = from; i < from + cells; i++) {
      sum += cropped.thumbnails[i]!
      squares += cropped.thumbnails[i]! ** 2
    }
    luma[frame] = sum / cells
    contrast[frame] = Math.sqrt(Math.max(0, squares / cells - luma[frame]! ** 2))
  }
  const ofPicture = (column: Float32Array, most: number): Float32Array =>
    column.map((value) => Math.min(most, value / share))
  return {
    ...facts,
    ...cropped,
    luma,
    contrast,
    detail: ofPicture(facts.detail, 255),
    stillDifference: ofPicture(facts.stillDifference, 255),
    residual: ofPicture(facts.residual, 255),
    structureResidual: ofPicture(facts.structureResidual, 255),
    novelty: ofPicture(facts.novelty, 1),
    alteredShare: ofPicture(facts.alteredShare, 1),
    changedShare: ofPicture(facts.changedShare, 1),
    changedRows: facts.changedRows.map((v) => Math.min(1, (v * facts.rows) / area.height)),
    displacement: ofPicture(facts.displacement, 255),
    lumaHistogram: ofPicture(facts.lumaHistogram, 1),
    chromaHistogram: ofPicture(facts.chromaHistogram, 1),
  }
}

/** In thumbnail cells; even everywhere, so that chroma can be cut out too. */
interface Area {
  left: number
  top: number
  width: number
  height: number
}

function restlessArea(facts: FrameDifferences): Area {
  const { columns, rows, thumbnails, timesS } = facts
  const size = thumbnailSize(facts)
  const least = new Uint8Array(columns * rows).fill(255)
  const most = new Uint8Array(columns * rows)
  const black = new Uint32Array(columns * rows)
  for (let frame = 0; frame < timesS.length; frame++) {
    for (let i = 0, at = frame * size; i < least.length; i++, at++) {
      const value = thumbnails[at]!
      if (value < least[i]!) least[i] = value
      if (value > most[i]!) most[i] = value
      if (value <= blackUpTo) black[i]!++
    }
  }
  const inRow = new Uint16Array(rows)
  const inColumn = new Uint16Array(columns)
  for (let i = 0; i < least.length; i++) {
    if (most[i]! - least[i]! <= barUnrest) continue
    inRow[Math.floor(i / columns)]!++
    inColumn[i % columns]!++
  }
  const resting = areaOf(inRow, inColumn, barLife * columns, barLife * rows)
  const blackRows = new Float64Array(rows)
  for (let i = 0; i < black.length; i++)
    blackRows[Math.floor(i / columns)]! += black[i]! / (columns * timesS.length)
  const lit = inRow.map((n, y) => (blackRows[y]! < bandBlack ? n : 0))
  const between = areaOf(lit, inColumn, barLife * columns, barLife * rows)
  const inside = blackRows.subarray(between.top, between.top + between.height)
  const isPicture = inside.reduce((sum, share) => sum + share, 0) <= mostBlackPicture * inside.length
  return isPicture ? between : resting
}

function areaOf(inRow: Uint16Array, inColumn: Uint16Array, quietRow: number, quietColumn: number): Area {
  const [top, bottom] = livelyFrom(inRow, quietRow)
  const [left, right] = livelyFrom(inColumn, quietColumn)
  return { left, top, width: right - left, height: bottom - top }
}

/** First lively entry and the one after the last, widened to even numbers. */
function livelyFrom(counts: Uint16Array, quiet: number): [number, number] {
  const first = counts.findIndex((n) => n > quiet)
  const last = counts.findLastIndex((n) => n > quiet)
  if (first < 0) return [0, counts.length]
  const even = counts.length & ~1
  return [Math.min(first & ~1, even - 2), last + 1 >= even ? counts.length : (last + 2) & ~1]
}

function croppedThumbnails(
  facts: FrameDifferences,
  { left, top, width, height }: Area,
): Pick<FrameDifferences, 'columns' | 'rows' | 'chromaColumns' | 'chromaRows' | 'thumbnails'> {
  const { columns, rows, chromaColumns, chromaRows, thumbnails, timesS } = facts
  const [chromaWidth, chromaHeight] = [width >> 1, height >> 1]
  const size = thumbnailSize(facts)
  const cut = new Uint8Array(timesS.length * (width * height + 2 * chromaWidth * chromaHeight))
  let to = 0
  const take = (from: number, stride: number, across: number, down: number): void => {
    for (let y = 0; y < down; y++, from += stride, to += across)
      cut.set(thumbnails.subarray(from, from + across), to)
  }
  for (let frame = 0; frame < timesS.length; frame++) {
    const base = frame * size
    take(base + top * columns + left, columns, width, height)
    for (let plane = 0; plane < 2; plane++) {
      const start = base + columns * rows + plane * chromaColumns * chromaRows
      take(start + (top >> 1) * chromaColumns + (left >> 1), chromaColumns, chromaWidth, chromaHeight)
    }
  }
  return {
    columns: width,
    rows: height,
    chromaColumns: chromaWidth,
    chromaRows: chromaHeight,
    thumbnails: cut,
  }
}
