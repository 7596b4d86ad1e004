import type { Box } from './boxes.ts'

/** Cells of a picture, row by row: 1 where nothing stands. */
export interface FreeCells {
  columns: number
  rows: number
  free: Uint8Array
}

/**
 * The largest place of a shape in which all cells are free, as fractions of the frame; null where none is.
 *
 * @param shape width over height of the place, both as fractions of the frame
 */
export function largestFreePlace({ columns, rows, free }: FreeCells, shape: number): Box | null {
  const sums = integral({ columns, rows, free })
  const isFree = (left: number, top: number, width: number, height: number): boolean => {
    const at = (column: number, row: number): number => sums[row * (columns + 1) + column]!
    const taken =
      at(left + width, top + height) - at(left, top + height) - at(left + width, top) + at(left, top)
    return taken === 0
  }
  for (let width = columns; width > 0; width--) {
    const height = Math.max(1, Math.round((width / columns / shape) * rows))
    if (height > rows) continue
    for (let top = 0; top + height <= rows; top++) {
      for (let left = 0; left + width <= columns; left++) {
        if (isFree(left, top, width, height)) {
          return [left / columns, top / rows, width / columns, height / rows]
        }
      }
    }
  }
  return null
}

/** How many cells are taken above and to the left of each corner. */
function integral({ columns, rows, free }: FreeCells): Uint32Array {
  const sums = new Uint32Array((columns + 1) * (rows + 1))
  for (let row = 0; row < rows; row++) {
    for (let column = 0, line = 0; column < columns; column++) {
      line += free[row * columns + column] ? 0 : 1
      sums[(row + 1) * (columns + 1) + column + 1] = sums[row * (columns + 1) + column + 1]! + line
    }
  }
  return sums
}
