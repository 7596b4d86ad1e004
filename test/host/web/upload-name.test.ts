import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { uploadName } from '../../../electron/host/web/upload-name.ts'

describe('the name under which an upload is kept', () => {
  /** A name that climbs out of its folder, or that a file system refuses, would lose or overwrite files. */
  it('is one plain part of a path that every file system takes, whatever was sent', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 400 }),
          fc.string({ unit: 'grapheme', maxLength: 400 }),
          fc
            .array(fc.constantFrom('..', '/', '\\', '.', ' ', ':', 'a', 'CON', '.mp4', '\0', '🎬', '\ud83c'))
            .map((parts) => parts.join('')),
        ),
        (given) => {
          const name = uploadName(given)
          expect(name).not.toBe('')
          expect(name).not.toMatch(/[/\\<>:"|?*]|\p{Cc}/u)
          expect(name).not.toMatch(/^\.|[. ]$/)
          expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i)
          expect(Buffer.byteLength(name)).toBeLessThanOrEqual(220)
          expect(name.isWellFormed()).toBe(true)
        },
      ),
    )
  })

  it('keeps a good name as it is', () => {
    for (const name of [
      'Cut 12 (final).mov',
      'größe-ñ.mp4',
      '発表.webm',
      'a.b.c.mkv',
      '50%.mp4',
      "it's.mp4",
    ]) {
      expect(uploadName(name)).toBe(name)
    }
  })

  it('keeps the ending, by which players and editors know the kind of file', () => {
    expect(uploadName(`${'x'.repeat(300)}.mov`)).toMatch(/^x+\.mov$/)
    expect(uploadName(`x.${'y'.repeat(300)}`)).toMatch(/^x\.y+$/)
  })
})
