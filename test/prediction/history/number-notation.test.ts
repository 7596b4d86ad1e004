import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDuration } from '../../../electron/prediction/history/durations.ts'
import { decimalSignOf, readNumber } from '../../../electron/prediction/history/number-notation.ts'

const columnOf = (isCount: boolean, ...cells: string[]) => ({ cells, isCount })

// If these fail, 1.234 views become 1 and a watch time of 12,5 hours becomes 125.
describe('numbers as spreadsheets of the world write them', () => {
  it.each([
    ['1234', '.', 1234],
    ['1,234', '.', 1234],
    ['1.234', ',', 1234],
    ['1 234 567', ',', 1_234_567],
    ['28 000', ',', 28_000],
    ['1’234’567', '.', 1_234_567],
    ['1.2K', '.', 1200],
    ['3,4 M', ',', 3_400_000],
    ['12.0', '.', 12],
    ['-3', '.', -3],
    ['−3', '.', -3],
    ['', '.', null],
    ['—', '.', null],
    ['NaN', '.', null],
    ['Infinity', '.', 'unreadable'],
    ['1e400', '.', 'unreadable'],
    ['12.5', '.', 'unreadable'],
    ['1,23,4', '.', 'unreadable'],
    ['many', '.', 'unreadable'],
  ] as const)('reads the count “%s” with %s before fractions as %s', (cell, decimal, truth) => {
    expect(readNumber(cell, decimal, true)).toBe(truth)
  })

  it.each([
    ['317602.3536', '.', 317602.3536],
    ['1.234,5', ',', 1234.5],
    ['1,234.5', '.', 1234.5],
    ['62,1 %', ',', 62.1],
    ['0.003', '.', 0.003],
    ['5.276', '.', 5.276],
    ['$29,068.65', '.', 29068.65],
    ['12,50 €', ',', 12.5],
    ['62,1', '.', 'unreadable'],
    ['1.2.3', '.', 'unreadable'],
  ] as const)('reads “%s” with %s before fractions as %s', (cell, decimal, truth) => {
    expect(readNumber(cell, decimal, false)).toBe(truth)
  })

  it('lets the cells that leave no doubt decide for all', () => {
    expect(decimalSignOf([columnOf(false, '5.276', '12.5')], false)).toBe('.')
    expect(decimalSignOf([columnOf(false, '5,276', '12,5')], false)).toBe(',')
    // Thousands of a count tell what the other sign is for.
    expect(decimalSignOf([columnOf(true, '1.234'), columnOf(false, '5,276')], true)).toBe(',')
    expect(decimalSignOf([columnOf(true, '1,234'), columnOf(false, '5.276')], false)).toBe('.')
    expect(decimalSignOf([columnOf(false, '5,276')], true)).toBe(',')
    expect(decimalSignOf([columnOf(true, '12')], false)).toBe('.')
  })

  it('gives back every number that a locale writes (Intl is the peer)', () => {
    const locales = [
      ['en', '.'],
      ['de', ','],
      ['fr', ','],
      ['pt-BR', ','],
      ['es', ','],
      ['de-CH', '.'],
    ] as const
    fc.assert(
      fc.property(
        fc.constantFrom(...locales),
        fc.double({ min: -1e9, max: 1e9, noNaN: true }),
        fc.integer({ min: 0, max: 4 }),
        ([locale, decimal], value, digits) => {
          const format = new Intl.NumberFormat(locale, {
            minimumFractionDigits: digits,
            maximumFractionDigits: digits,
          })
          const truth = Number(value.toFixed(digits))
          const read = readNumber(format.format(truth), decimal, false)
          expect(typeof read).toBe('number')
          expect(Math.abs((read as number) - truth)).toBeLessThan(
            0.5 * 10 ** -digits + 1e-9 * Math.abs(truth),
          )
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('lengths of time', () => {
  it.each([
    ['0:01:25', null, 85],
    ['1:02:03', null, 3723],
    ['0:12', null, 12],
    ['394', null, 394],
    ['12.5', null, 12.5],
    ['1h 2m 3s', null, 3723],
    ['12 s', null, 12],
    ['2', 'hours', 7200],
    ['90', 'minutes', 5400],
    ['', null, null],
    ['0:99', null, 'unreadable'],
    ['-5', null, 'unreadable'],
    ['long', null, 'unreadable'],
  ] as const)('reads “%s” (%s) as %s s', (cell, unit, truth) => {
    expect(readDuration(cell, unit, '.')).toBe(truth)
  })
})
