import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTable } from '../../../electron/prediction/table/read-table.ts'
import { HooklineError } from '../../../shared/contract/errors.ts'

const read = (bytes: Uint8Array) => readTable(bytes, 'posts.csv', { mostRows: 100 })
const cells = (bytes: Uint8Array) => read(bytes).rows.map((row) => row.cells)
const inUtf8 = (text: string) => new TextEncoder().encode(text)
const inLatin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
function inUtf16(text: string, order: 'le' | 'be', mark: boolean): Uint8Array {
  const bytes = new Uint8Array(2 * text.length + (mark ? 2 : 0))
  const view = new DataView(bytes.buffer)
  if (mark) view.setUint16(0, 0xfeff, order === 'le')
  for (let i = 0; i < text.length; i++)
    view.setUint16(2 * i + (mark ? 2 : 0), text.charCodeAt(i), order === 'le')
  return bytes
}

const posts = 'Título;Duração\r\n"Olá; ""mundo""\r\nem duas linhas";12\r\n\r\nAção;7\r\n'
const postCells = [
  ['Título', 'Duração'],
  ['Olá; "mundo"\r\nem duas linhas', '12'],
  ['Ação', '7'],
]

// If these fail, exports as creators have them (Excel saves UTF-16 and Windows-1252) come in with broken titles or as one column.
describe('a table of text', () => {
  it.each([
    ['UTF-8', 'utf-8', inUtf8(posts)],
    ['UTF-8 with a mark', 'utf-8', inUtf8(`\ufeff${posts}`)],
    ['UTF-16, little end first', 'utf-16le', inUtf16(posts, 'le', true)],
    ['UTF-16, big end first', 'utf-16be', inUtf16(posts, 'be', true)],
    ['UTF-16 without a mark', 'utf-16le', inUtf16(posts, 'le', false)],
    ['ISO 8859-1', 'windows-1252', inLatin1(posts)],
  ])('is read from %s', (_, encoding, bytes) => {
    expect(cells(bytes)).toEqual(postCells)
    expect(read(bytes)).toMatchObject({ encoding, delimiter: ';' })
  })

  it('counts rows as a spreadsheet does: a cell with a line break is one row, an empty row counts', () => {
    expect(read(inUtf8(posts)).rows.map(({ number }) => number)).toEqual([1, 2, 4])
  })

  it('takes the delimiter that Excel was told', () => {
    expect(cells(inUtf8('sep=;\na;b,c\n1;2\n'))).toEqual([
      ['a', 'b,c'],
      ['1', '2'],
    ])
  })

  it.each([
    ['file_empty', inUtf8(' \n \n')],
    ['file_empty', inUtf8('')],
    ['not_a_table', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0, 1, 0, 0, 2, 0, 0, 0, 9)],
    ['not_a_table', inUtf8('a,b\n1,"cut off\n2,3\n')],
    ['too_large', inUtf8(`a,b\n${'1,2\n'.repeat(101)}`)],
  ])('is refused with a reason: %s', (code, bytes) => {
    const refusal = ((): unknown => {
      try {
        return read(bytes)
      } catch (thrown) {
        return thrown
      }
    })()
    expect(refusal).toBeInstanceOf(HooklineError)
    expect((refusal as HooklineError).code).toBe(code)
  })

  it('gives back what was written by the rules of RFC 4180, whatever stands in the cells', () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !text.includes('\ufeff'))
    const grid = fc
      .integer({ min: 2, max: 5 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 2, maxLength: 8 }),
      )
      .filter((rows) => rows.every((row) => row.some((text) => text.trim() !== '')))
    fc.assert(
      fc.property(grid, fc.constantFrom(',', ';', '\t'), (rows, delimiter) => {
        const heading = rows[0]!.map((_, i) => `column ${i}`)
        const text = [heading, ...rows]
          .map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(delimiter))
          .join('\r\n')
        expect(cells(inUtf8(text))).toEqual([heading, ...rows])
      }),
      { numRuns: 200 },
    )
  })
})
