import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byteRange } from '../../electron/main/byte-range.ts'

/** The examples of RFC 9110, 14.1.2, for a representation of 10 000 bytes. */
describe('a range of bytes', () => {
  it('is read as RFC 9110 says', () => {
    expect(byteRange('bytes=0-499', 10_000)).toEqual({ start: 0, end: 499 })
    expect(byteRange('bytes=500-999', 10_000)).toEqual({ start: 500, end: 999 })
    expect(byteRange('bytes=-500', 10_000)).toEqual({ start: 9_500, end: 9_999 })
    expect(byteRange('bytes=9500-', 10_000)).toEqual({ start: 9_500, end: 9_999 })
    expect(byteRange('bytes=0-99999', 10_000)).toEqual({ start: 0, end: 9_999 })
    expect(byteRange('bytes=-99999', 10_000)).toEqual({ start: 0, end: 9_999 })
    expect(byteRange('bytes=10000-', 10_000)).toBe('unsatisfiable')
    expect(byteRange('bytes=-0', 10_000)).toBe('unsatisfiable')
    expect(byteRange('bytes=0-', 0)).toBe('unsatisfiable')
    // Invalid ones, other units and several at once are answered with the whole file.
    for (const header of [
      null,
      '',
      'bytes=',
      'bytes=-',
      'bytes=5-3',
      'items=0-5',
      'bytes=0-1,5-6',
      'bytes=a-b',
    ])
      expect(byteRange(header, 10_000), String(header)).toBe('none')
  })

  it('never reaches outside of the file', () => {
    fc.assert(
      fc.property(fc.nat(), fc.option(fc.nat()), fc.option(fc.nat()), (size, first, last) => {
        const range = byteRange(`bytes=${first ?? ''}-${last ?? ''}`, size)
        if (typeof range === 'string') return true
        return range.start >= 0 && range.start <= range.end && range.end < size
      }),
    )
  })
})
