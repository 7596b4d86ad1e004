/** A key of a row's cells: rows are recognised when a table that has grown is trained on again. */
export function rowKey(cells: readonly string[]): number {
  // FNV-1a (Fowler, Noll and Vo), a cell's end counting as a character.
  let key = 2_166_136_261
  for (const cell of cells) {
    for (let i = 0; i < cell.length; i++) key = Math.imul(key ^ cell.charCodeAt(i), 16_777_619)
    key = Math.imul(key ^ 0x1f, 16_777_619)
  }
  return key >>> 0
}

/** A key for all rows together. */
export function fingerprintOf(keys: Uint32Array): string {
  let one = 2_166_136_261
  let other = 40_389
  for (const key of keys) {
    one = Math.imul(one ^ key, 16_777_619)
    other = Math.imul(other ^ (key >>> 3), 73_244_475) + (other >>> 16)
  }
  return [one, other].map((part) => (part >>> 0).toString(16).padStart(8, '0')).join('')
}
