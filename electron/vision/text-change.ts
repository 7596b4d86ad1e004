import type { GreyPicture, PictureArea } from './text-regions.ts'

/** Side of the squares that are looked at, in pixels, and how many of them a cell has along a side. */
const squarePx = 4
const perCell = 4
export const cellPx = squarePx * perCell

/** Within a square a stroke of a letter makes at least this difference, in levels of 255. */
const strokeRange = 40
/** A cell may hold text when this many of its squares hold a stroke. */
const leastStrokes = 5
/** Squares with strokes differ by less than this in the mean as long as the same text stands there. */
const sameWithin = 12
/** A cell alone is an edge of something; a word fills several side by side. */
const leastBeside = 2

/** A picture in squares: mean and range of each, row by row. */
export interface SquarePicture {
  columns: number
  rows: number
  means: Uint8Array
  ranges: Uint8Array
}

export function squaresOf({ luma, width, height }: GreyPicture): SquarePicture {
  const columns = Math.floor(width / squarePx)
  const rows = Math.floor(height / squarePx)
  const means = new Uint8Array(columns * rows)
  const ranges = new Uint8Array(columns * rows)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      // Every other line tells enough.
      const first = row * squarePx * width + column * squarePx
      let [least, most, sum] = [255, 0, 0]
      for (let line = 0; line < squarePx; line += 2) {
        const from = first + line * width
        for (let at = from; at < from + squarePx; at++) {
          const level = luma[at]!
          sum += level
          if (level < least) least = level
          if (level > most) most = level
        }
      }
      const at = row * columns + column
      means[at] = sum >> 3
      ranges[at] = most - least
    }
  }
  return { columns, rows, means, ranges }
}

/**
 * Tells when a picture may show text that has not been looked at: cells full of strokes that stand still from one picture to
 * the next, as letters do over moving footage, but were not there at the last look.
 */
export class TextChange {
  private before: SquarePicture | null = null
  private looked: SquarePicture | null = null

  /** @param explained cells that are known, by place: they call for nothing */
  next(now: SquarePicture, explained: ReadonlySet<number>): { calling: PictureArea | null; strokes: number } {
    const { before, looked } = this
    this.before = now
    const columns = Math.floor(now.columns / perCell)
    const rows = Math.floor(now.rows / perCell)
    let strokes = 0
    const calling = new Uint8Array(columns * rows)
    for (let cell = 0; cell < columns * rows; cell++) {
      if (explained.has(cell)) continue
      const from = firstSquare(cell, columns, now.columns)
      if (strokesIn(now, from) < leastStrokes) continue
      strokes++
      const stands = before === null || differenceOf(now, before, from) < sameWithin
      const isNew = looked === null || differenceOf(now, looked, from) >= sameWithin
      calling[cell] = stands && isNew ? 1 : 0
    }
    return { calling: areaOf(calling, columns, rows), strokes }
  }

  /** The picture was searched for text there. */
  lookedAt(now: SquarePicture, area: PictureArea | null): void {
    if (!this.looked || area === null) {
      this.looked = { ...now, means: now.means.slice(), ranges: now.ranges.slice() }
      return
    }
    const top = Math.max(0, Math.floor(area.y / squarePx))
    const bottom = Math.min(now.rows, Math.ceil((area.y + area.height) / squarePx))
    const left = Math.max(0, Math.floor(area.x / squarePx))
    const right = Math.min(now.columns, Math.ceil((area.x + area.width) / squarePx))
    for (let row = top; row < bottom; row++) {
      const from = row * now.columns + left
      this.looked.means.set(now.means.subarray(from, row * now.columns + right), from)
      this.looked.ranges.set(now.ranges.subarray(from, row * now.columns + right), from)
    }
  }
}

/** The cells that an area of the picture touches. */
export function cellsOf({ x, y, width, height }: PictureArea, squares: SquarePicture): number[] {
  const columns = Math.floor(squares.columns / perCell)
  const rows = Math.floor(squares.rows / perCell)
  const cells: number[] = []
  for (let row = Math.max(0, Math.floor(y / cellPx)); row < Math.min(rows, (y + height) / cellPx); row++) {
    for (
      let column = Math.max(0, Math.floor(x / cellPx));
      column < Math.min(columns, (x + width) / cellPx);
      column++
    ) {
      cells.push(row * columns + column)
    }
  }
  return cells
}

function firstSquare(cell: number, columns: number, stride: number): number {
  const column = cell % columns
  return ((cell - column) / columns) * perCell * stride + column * perCell
}

function strokesIn({ ranges, columns }: SquarePicture, from: number): number {
  let strokes = 0
  for (let row = 0; row < perCell; row++) {
    for (let at = from + row * columns; at < from + row * columns + perCell; at++) {
      if (ranges[at]! >= strokeRange) strokes++
    }
  }
  return strokes
}

/** Mean difference over the squares that hold strokes in either picture. */
function differenceOf(now: SquarePicture, other: SquarePicture, from: number): number {
  let sum = 0
  let count = 0
  for (let row = 0; row < perCell; row++) {
    for (let at = from + row * now.columns; at < from + row * now.columns + perCell; at++) {
      if (now.ranges[at]! < strokeRange && other.ranges[at]! < strokeRange) continue
      sum += Math.abs(now.means[at]! - other.means[at]!)
      count++
    }
  }
  return count > 0 ? sum / count : 0
}

/** What holds all calling cells that have a neighbour in their row; null where there are none. */
function areaOf(calling: Uint8Array, columns: number, rows: number): PictureArea | null {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity]
  for (let row = 0; row < rows; row++) {
    for (let column = 0, run = 0; column <= columns; column++) {
      if (column < columns && calling[row * columns + column]) {
        run++
        continue
      }
      if (run >= leastBeside) {
        left = Math.min(left, column - run)
        right = Math.max(right, column)
        top = Math.min(top, row)
        bottom = Math.max(bottom, row + 1)
      }
      run = 0
    }
  }
  if (left > right) return null
  return {
    x: left * cellPx,
    y: top * cellPx,
    width: (right - left) * cellPx,
    height: (bottom - top) * cellPx,
  }
}
