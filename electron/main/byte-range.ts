export interface ByteRange {
  /** First and last byte, both included. */
  start: number
  end: number
}

/**
 * What a `Range` header asks for (RFC 9110, 14.2): one range of bytes, `none` when the whole file is to be sent (no
 * header, another unit, several ranges), or `unsatisfiable`.
 */
export function byteRange(header: string | null, sizeBytes: number): ByteRange | 'none' | 'unsatisfiable' {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '')
  const [, first = '', last = ''] = match ?? []
  if (first === '' && last === '') return 'none'
  if (first === '') {
    const count = Math.min(Number(last), sizeBytes)
    return count === 0 ? 'unsatisfiable' : { start: sizeBytes - count, end: sizeBytes - 1 }
  }
  const start = Number(first)
  const end = last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1)
  if (last !== '' && Number(last) < start) return 'none'
  return start < sizeBytes ? { start, end } : 'unsatisfiable'
}
