import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateOrderOf, readDate } from '../../../electron/prediction/table/parse-date.ts'
import { readNumber } from '../../../electron/prediction/table/parse-number.ts'

const number = (cell: string, continental = false): number | string => {
  const found = readNumber(cell, continental)
  return found.kind === 'number' ? found.value : found.kind
}

// If these fail, a column of views is read as something else than it says.
describe('a number in a cell', () => {
  it.each([
    ['1,234,567', 1_234_567],
    ['1 234 567', 1_234_567],
    ['12.5%', 12.5],
    ['107.14 %', 107.14],
    ['$1,234.50', 1234.5],
    ['12.50 €', 12.5],
    ['1.2K', 1200],
    ['3M', 3_000_000],
    ['0:03:25', 205],
    ['1:02:03', 3723],
    ['-4e3', -4000],
    ['12,5', 12.5],
    ['', 'missing'],
    ['NaN', 'missing'],
    ['n/a', 'missing'],
    ['–', 'missing'],
    ['inf', 'not-a-number'],
    ['Infinity', 'not-a-number'],
    ['1e999', 'not-a-number'],
    ['many', 'not-a-number'],
    ['1.2.3', 'not-a-number'],
    ['0x10', 'not-a-number'],
  ])('%j is %s', (cell, expected) => expect(number(cell)).toBe(expected))

  it('with a decimal comma is read so where cells are parted by semicolons', () => {
    expect(number('1.234,5', true)).toBe(1234.5)
    expect(number('1,234', true)).toBe(1.234)
    expect(number('1.234.567', true)).toBe(1_234_567)
  })

  it('is what was written, however it was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), (value) => {
        expect(number(String(value))).toBe(value)
        expect(number(value.toLocaleString('en-US'))).toBe(value)
        expect(number(value.toLocaleString('de-DE'), true)).toBe(value)
      }),
    )
  })

  it('never throws and is never infinite', () => {
    fc.assert(
      fc.property(fc.string(), fc.boolean(), (cell, continental) => {
        const found = readNumber(cell, continental)
        if (found.kind === 'number') expect(Number.isFinite(found.value)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})

describe('a date in a cell', () => {
  const at = Date.UTC(2023, 8, 30)
  it.each([
    ['2023-09-30', at],
    ['2023/09/30', at],
    ['Sep 30, 2023', at],
    ['September 30 2023', at],
    ['30 Sep 2023', at],
    ['30.09.2023', at],
    ['9/30/2023', at],
    ['30/09/2023', at],
    ['2023-09-30T18:30:00Z', at + 18.5 * 3_600_000],
    ['2023-09-30 18:30:00+02:00', at + 16.5 * 3_600_000],
    ['9/30/2023, 6:30 PM', at + 18.5 * 3_600_000],
    ['2023-02-30', null],
    ['31/31/2023', null],
    ['20230930', null],
    ['hello, 2023', null],
  ])('%j', (cell, expected) => expect(readDate(cell, 'month-first')).toBe(expected))

  it('with slashes is read as the rest of its column says', () => {
    const order = dateOrderOf(['03/04/2023', '25/04/2023'])
    expect(readDate('03/04/2023', order)).toBe(Date.UTC(2023, 3, 3))
    expect(readDate('03/04/2023', dateOrderOf(['03/04/2023', '04/25/2023']))).toBe(Date.UTC(2023, 2, 4))
  })

  it('is the one that was written, in every form', () => {
    const dates = fc.date({ min: new Date('1990-01-01'), max: new Date('2060-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(dates, (date) => {
        const midnight = Math.floor(date.getTime() / 86_400_000) * 86_400_000
        const utc = { timeZone: 'UTC' } as const
        const forms = [
          new Date(midnight).toISOString().slice(0, 10),
          new Date(midnight).toLocaleDateString('en-US', { ...utc, dateStyle: 'medium' }),
          new Date(midnight).toLocaleDateString('en-US', utc),
          new Date(midnight).toLocaleDateString('de-DE', {
            ...utc,
            day: '2-digit',
            month: '2-digit',
            year: 'numeric',
          }),
        ]
        for (const form of forms) expect(readDate(form, 'month-first'), form).toBe(midnight)
      }),
    )
  })
})
