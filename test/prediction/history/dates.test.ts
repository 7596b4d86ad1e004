import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDates, type DateHints } from '../../../electron/prediction/history/dates.ts'
import { timeInTikTokId } from '../../../electron/prediction/history/post-row.ts'

const noHints: DateHints = { asked: null, usual: null, notAfter: null }
const days = (cells: string[], hints: Partial<DateHints> = {}) => {
  const { dates, ...rest } = readDates(cells, { ...noHints, ...hints })
  return { ...rest, on: dates.map((one) => (one !== null && typeof one === 'object' ? one.on : one)) }
}

// If these fail, posts land on the wrong day: a model trained on their order learns from the future.
describe('dates of a column', () => {
  it.each([
    ['2025-04-03', '2025-04-03'],
    ['2025/4/3', '2025-04-03'],
    ['2025-04-03T21:05:00Z', '2025-04-03'],
    ['Sep 30, 2023', '2023-09-30'],
    ['September 30, 2023', '2023-09-30'],
    ['30 Sep 2023', '2023-09-30'],
    ['30-Sep-2023', '2023-09-30'],
    ['28 sept. 2026', '2026-09-28'],
    ['5 févr. 2026', '2026-02-05'],
    ['3 août 2025', '2025-08-03'],
    ['1er mai 2025', '2025-05-01'],
    ['30. März 2024', '2024-03-30'],
    ['30. Mrz. 2024', '2024-03-30'],
    ['5 de mar. de 2024', '2024-03-05'],
    ['7 dez 2023', '2023-12-07'],
    ['12 ene 2024', '2024-01-12'],
    ['03.04.2025', '2025-04-03'],
    ['', null],
    ['—', null],
    ['31.02.2025', 'unreadable'],
    ['2025-13-01', 'unreadable'],
    ['yesterday', 'unreadable'],
    ['November 12', 'no-year'],
  ])('reads “%s” as %s', (cell, truth) => {
    expect(days([cell]).on).toEqual([truth])
  })

  it.each([
    ['2026-08-02 19:05:00', '19:05'],
    ['08/16/2026 15:00', '15:00'],
    ['Aug 2, 2026, 9:10 PM', '21:10'],
    ['Aug 2, 2026 at 12:05 AM', '00:05'],
    ['2026-08-02', null],
  ])('keeps the time of day in “%s”', (cell, time) => {
    expect(readDates([cell], noHints).dates).toMatchObject([{ time }])
  })

  it('lets the whole column say whether the day or the month comes first', () => {
    expect(days(['03/04/2025', '25/04/2025'])).toMatchObject({
      on: ['2025-04-03', '2025-04-25'],
      order: 'day-first',
      orderFrom: 'column',
    })
    expect(days(['03/04/2025', '04/25/2025']).on).toEqual(['2025-03-04', '2025-04-25'])
    // No post is younger than the day of the figures.
    expect(days(['03/12/2025'], { notAfter: '2025-06-01' }).on).toEqual(['2025-03-12'])
  })

  it('asks where nothing decides, and says what was taken as usual', () => {
    expect(days(['03/04/2025', '05/06/2025']).isUnclear).toBe(true)
    expect(days(['03/04/2025'], { asked: 'day-first' })).toMatchObject({
      on: ['2025-04-03'],
      orderFrom: 'asked',
    })
    expect(days(['03/04/2025'], { usual: 'month-first' })).toMatchObject({
      on: ['2025-03-04'],
      orderFrom: 'usual',
    })
    expect(days(['03/03/2025'])).toMatchObject({ on: ['2025-03-03'], isUnclear: false })
  })

  it('reads every day as locales write it (Intl is the peer)', () => {
    const styles = [
      ['en-US', 'medium'],
      ['en-US', 'long'],
      ['en-GB', 'long'],
      ['de', 'long'],
      ['de', 'medium'],
      ['fr', 'long'],
      ['fr', 'medium'],
      ['es', 'long'],
      ['es', 'medium'],
      ['pt-BR', 'long'],
      ['pt-BR', 'medium'],
      ['it', 'long'],
    ] as const
    fc.assert(
      fc.property(
        fc.constantFrom(...styles),
        fc.date({ min: new Date('2006-01-01'), max: new Date('2030-12-31'), noInvalidDate: true }),
        ([locale, dateStyle], date) => {
          const cell = new Intl.DateTimeFormat(locale, { dateStyle, timeZone: 'UTC' }).format(date)
          expect({ cell, on: days([cell]).on }).toEqual({ cell, on: [date.toISOString().slice(0, 10)] })
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('the id of a post on TikTok', () => {
  it('tells when it was made', () => {
    // TikTok's own example of an embed: its id without the lower 32 bits, as `date` reads it (Python's too).
    expect(timeInTikTokId('6718335390845095173')).toMatchObject({ on: '2019-07-27' })
    expect(timeInTikTokId('12345')).toBeNull()
    expect(timeInTikTokId('17865702348648738')).toBeNull()
  })
})
