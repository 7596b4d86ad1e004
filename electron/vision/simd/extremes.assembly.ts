import { blue, green, red } from './rgb.assembly'

/**
 * Widens the least and the greatest HSV value (the largest of R, G and B) seen so far: `rowsLeast` and `rowsMost` hold
 * every fourth px of each row, `columnsLeast` and `columnsMost` each px of every fourth row.
 */
export function widenExtremes(
  rgb: usize,
  width: i32,
  height: i32,
  rowsLeast: usize,
  rowsMost: usize,
  columnsLeast: usize,
  columnsMost: usize,
): void {
  const samples = (width + 3) >> 2
  for (let y = 0; y < height; y++) {
    const start = rgb + 3 * y * width
    const inRow = y * samples
    const isSampled = (y & 3) == 0
    const inColumn = (y >> 2) * width
    let x = 0
    for (; x + 16 <= width; x += 16) {
      const at = start + 3 * x
      const a = v128.load(at)
      const b = v128.load(at, 16)
      const c = v128.load(at, 32)
      const values = i8x16.max_u(i8x16.max_u(red(a, b, c), green(a, b, c)), blue(a, b, c))
      const fourths = i8x16.shuffle(values, values, 0, 4, 8, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
      const n = inRow + (x >> 2)
      v128.store32_lane(rowsLeast + n, i8x16.min_u(v128.load32_zero(rowsLeast + n), fourths), 0)
      v128.store32_lane(rowsMost + n, i8x16.max_u(v128.load32_zero(rowsMost + n), fourths), 0)
      if (!isSampled) continue
      const i = inColumn + x
      v128.store(columnsLeast + i, i8x16.min_u(v128.load(columnsLeast + i), values))
      v128.store(columnsMost + i, i8x16.max_u(v128.load(columnsMost + i), values))
    }
    for (; x < width; x++) {
      const at = start + 3 * x
      const value = max(max(load<u8>(at), load<u8>(at, 1)), load<u8>(at, 2))
      if ((x & 3) == 0) widen(rowsLeast + inRow + (x >> 2), rowsMost + inRow + (x >> 2), value)
      if (isSampled) widen(columnsLeast + inColumn + x, columnsMost + inColumn + x, value)
    }
  }
}

function widen(least: usize, most: usize, value: u8): void {
  store<u8>(least, min(load<u8>(least), value))
  store<u8>(most, max(load<u8>(most), value))
}
