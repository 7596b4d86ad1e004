import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exportKey, exportName } from '../../../electron/engine/drafts/export-name.ts'

/** If these failed, an export would be compared with another film, or not with the export before it. */
describe('the name that exports of a film share', () => {
  it.each([
    ['Hook_v2.mp4', 'hook'],
    ['Hook-final.mov', 'hook'],
    ['Hook (3).mp4', 'hook'],
    ['Hook FINAL_v3 (1).mp4', 'hook'],
    ['Hook_2026-11-21.mp4', 'hook'],
    ['Hook 20261121.mp4', 'hook'],
    ['Hook_2026-11-21 14.30.05.mp4', 'hook'],
    ['Hook 21.11.2026.mp4', 'hook'],
    ['Hook v1.2.mp4', 'hook'],
    ['Hook - Copy.mp4', 'hook'],
    ['Hook_final2.mp4', 'hook'],
  ])('of %s is %s', (name, shared) => expect(exportName(name)).toBe(shared))

  it.each([
    ['Episode 2.mp4', 'Episode 3.mp4'],
    ['clip_001.mov', 'clip_002.mov'],
    ['tv2.mp4', 'tv.mp4'],
    ['semifinal.mp4', 'semi.mp4'],
    ['hook 1080.mp4', 'hook 720.mp4'],
    ['v2.mp4', 'final.mp4'],
    ['cut_20269999.mp4', 'cut.mp4'],
  ])('keeps %s and %s apart', (one, other) => expect(exportName(one)).not.toBe(exportName(other)))

  const word = fc.stringMatching(/^[\p{L}][\p{L} ]{0,10}[\p{L}]$/u)
  const separator = fc.constantFrom('_', '-', ' ', '.', ' - ')
  const number = fc.integer({ min: 0, max: 99 })
  const date = fc
    .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10))
  const ending = fc.oneof(
    fc.tuple(separator, fc.constantFrom('v', 'V', 'ver', 'rev'), number).map((parts) => parts.join('')),
    fc.tuple(separator, fc.constantFrom('final', 'FINAL', 'copy', 'draft')).map((parts) => parts.join('')),
    number.map((n) => ` (${n})`),
    fc.tuple(separator, date).map((parts) => parts.join('')),
    fc.tuple(separator, date).map(([before, day]) => before + day.replaceAll('-', '')),
  )
  const extension = fc.constantFrom('.mp4', '.mov', '.MP4', '')

  it('is the same whatever version endings are appended, in whatever number and case', () => {
    fc.assert(
      fc.property(word, fc.array(ending, { maxLength: 4 }), extension, (film, endings, dotted) => {
        expect(exportName(film + endings.join('') + dotted)).toBe(
          exportName(`${film.toUpperCase().toLowerCase()}.mp4`),
        )
      }),
      // Met by chance: a letter of old Church Slavonic whose capital has another small letter.
      { examples: [['A\u1c80A', [], '.mp4']] },
    )
  })

  it('has no version left to strip, and is never empty', () => {
    const token = fc.constantFrom(
      'hook',
      ' ',
      '_',
      '.',
      '-',
      'v',
      '2',
      '2026',
      '11',
      '21',
      '(',
      ')',
      'final',
      'É',
    )
    const name = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.array(token, { minLength: 1 }).map((t) => t.join('')),
    )
    fc.assert(
      fc.property(name, (file) => {
        fc.pre(file.trim() !== '' && !file.includes('/'))
        const shared = exportName(file)
        expect(exportName(`${shared}.mp4`)).toBe(shared)
        expect(shared).not.toBe('')
      }),
      { numRuns: 2_000 },
    )
  })

  it('belongs to a folder, except for what a browser sent', () => {
    expect(exportKey('/a/hook_v1.mp4', 'file')).toBe(exportKey('/a/hook_v2.mp4', 'watched'))
    expect(exportKey('/a/hook.mp4', 'file')).not.toBe(exportKey('/b/hook.mp4', 'file'))
    expect(exportKey('/up/1/hook.mp4', 'upload')).toBe(exportKey('/up/2/hook_v2.mp4', 'upload'))
  })
})
