/** Where the payload of the first box of a kind begins (after size and name), or -1. Looks for the name anywhere. */
export function payloadOf(file: Buffer, name: string): number {
  const at = file.indexOf(name, 0, 'latin1')
  return at < 0 ? -1 : at + 4
}

/** A copy with 32-bit values written at offsets from the payload of a box. */
export function withWords(
  file: Buffer,
  box: string,
  words: readonly [offset: number, value: number][],
): Buffer {
  const start = payloadOf(file, box)
  if (start < 0) throw new Error(`there is no ${box} box`)
  const copy = Buffer.from(file)
  for (const [offset, value] of words) copy.writeUInt32BE(value >>> 0, start + offset)
  return copy
}

/** The display matrix of a track header of version 0: nine words from byte 40 of its payload. */
export function withMatrix(file: Buffer, matrix: readonly number[]): Buffer {
  return withWords(
    file,
    'tkhd',
    matrix.map((value, i) => [40 + 4 * i, value]),
  )
}
