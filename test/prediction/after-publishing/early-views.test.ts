import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  forecastEarlyViews,
  growthBeyond,
} from '../../../electron/prediction/after-publishing/forecast-early-views.ts'
import { readEarlyViews } from '../../../electron/prediction/after-publishing/read-early-views.ts'
import { studentTQuantile } from '../../../electron/prediction/after-publishing/student-t.ts'
import { usualGrowth } from '../../../electron/prediction/after-publishing/usual-growth.ts'
import { viewsAtAge } from '../../../electron/prediction/after-publishing/view-curve.ts'
import { seededRandom } from '../../../electron/prediction/random.ts'
import { readTable } from '../../../electron/prediction/table/read-table.ts'

// If it fails, every interval after publishing is as much too wide or too narrow.
it.each([
  // scipy 1.17.1, scipy.stats.t.ppf(share, freedom)
  [0.9, 4, 1.533206274058944],
  [0.75, 4, 0.7406970841126829],
  [0.9, 5, 1.4758840488244815],
  [0.975, 1, 12.706204736174694],
  [0.9, 23.5, 1.3186303111031685],
  [0.1, 7, -1.4149239276505083],
  [0.999, 2, 22.327124770119866],
])(
  'gives the %f quantile of Student’s t with %f degrees of freedom as scipy does',
  (share, freedom, expected) => {
    expect(Math.abs(studentTQuantile(share, freedom) - expected)).toBeLessThan(
      1e-8 * Math.abs(expected) + 1e-9,
    )
  },
)

describe('views at an age', () => {
  // If these fail, growth is learned from counts that nobody made.
  it('lies between the counts around it, and is exact on a power of the age', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 1.5, noNaN: true }),
        fc.double({ min: 1, max: 1e6, noNaN: true }),
        fc.double({ min: 1.01, max: 1.9, noNaN: true }),
        fc.double({ min: 1, max: 300, noNaN: true }),
        (power, scale, apart, hours) => {
          const at = (age: number): number => scale * age ** power
          const curve = [hours * apart, hours / apart].map((age) => ({ hours: age, views: at(age) }))
          expect(viewsAtAge(curve, hours, 2)! / at(hours)).toBeCloseTo(1, 9)
        },
      ),
    )
  })

  it('is not known where the counts lie far from it, on one side or on both', () => {
    expect(
      viewsAtAge(
        [
          { hours: 1, views: 10 },
          { hours: 168, views: 900 },
        ],
        24,
        2,
      ),
    ).toBeNull()
    expect(viewsAtAge([{ hours: 20, views: 10 }], 24, 2)).toBeNull()
    expect(viewsAtAge([{ hours: 23, views: 10 }], 24, 2)).toBe(10)
    expect(viewsAtAge([], 24, 2)).toBeNull()
  })
})

describe('a forecast from early views', () => {
  /** Standard normal numbers. */
  function normals(seed: number): () => number {
    const random = seededRandom(seed)
    return () => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
  }

  /** How often intervals hold the growth of the next post of accounts whose own growth is planted. */
  function coverage(ownPosts: number, planted: { middle: number; spread: number }, accounts: number) {
    const normal = normals(ownPosts + 1)
    const held = { of50: 0, of80: 0, width80: 0 }
    const draw = (): number => Math.max(0, planted.middle + planted.spread * normal())
    for (let n = 0; n < accounts; n++) {
      const own = Array.from({ length: ownPosts }, draw)
      const came = 1e6 * Math.exp(draw())
      const { intervals } = forecastEarlyViews({ hours: 1.5, views: 1e6 }, 720, own)
      if (came >= intervals.low50 && came <= intervals.high50) held.of50 += 1 / accounts
      if (came >= intervals.low80 && came <= intervals.high80) held.of80 += 1 / accounts
      held.width80 += Math.log(intervals.high80 / intervals.low80) / accounts
    }
    return held
  }

  // If it fails, an account's own growth counts for nothing, or an interval says 80 % and holds something else.
  it.each([
    [20, 0.8, 0.3],
    [40, 1.4, 0.4],
    [100, 2.5, 0.25],
  ])('holds what it says from %i own posts on, whatever their growth', (posts, middle, spread) => {
    const { of50, of80 } = coverage(posts, { middle, spread }, 4000)
    expect(of80).toBeGreaterThan(0.78)
    expect(of80).toBeLessThan(0.82)
    expect(of50).toBeGreaterThan(0.475)
    expect(of50).toBeLessThan(0.525)
  })

  // Below that the published curve counts too: with accounts that grow like it the intervals hold what they say.
  it('holds at least what it says with few own posts of an account that grows as the curve says', () => {
    const usual = usualGrowth(1.5, 720)
    for (const posts of [1, 3, 8, 15]) {
      const { of50, of80 } = coverage(posts, usual, 3000)
      expect(of80).toBeGreaterThan(0.78)
      expect(of50).toBeGreaterThan(0.475)
    }
  })

  // If it fails, a person notes counts for months and the forecast gets no surer.
  it('gets narrower with the own posts of a steady account, and nearer to its growth', () => {
    const planted = { middle: usualGrowth(1.5, 720).middle, spread: 0.15 }
    const widths = [0, 3, 10, 40].map((posts) => coverage(posts, planted, 300).width80)
    expect(widths).toEqual(widths.toSorted((a, b) => b - a))
    expect(widths[3]).toBeLessThan(0.5 * widths[0]!)
    const steady = forecastEarlyViews({ hours: 24, views: 100 }, 168, Array<number>(15).fill(2))
    expect(steady.growth).toBeGreaterThan(Math.exp(1.85))
  })

  it('never forecasts fewer views than were seen, and keeps its ends in order', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 150, noNaN: true }),
        fc.integer({ min: 1, max: 1e8 }),
        fc.array(fc.double({ min: 0, max: 8, noNaN: true }), { maxLength: 40 }),
        (hours, views, own) => {
          const { intervals } = forecastEarlyViews({ hours, views }, 168, own)
          const { low80, low50, value, high50, high80 } = intervals
          const ends = [views, low80, low50, value, high50, high80]
          expect(ends.every(Number.isFinite)).toBe(true)
          for (const [i, end] of ends.entries())
            if (i > 0) expect(end).toBeGreaterThanOrEqual(ends[i - 1]! * (1 - 1e-12))
        },
      ),
    )
  })

  // trendpop.com, VidCon 2022: 32 % after a day, 55 % after a week.
  it('grows as the published curve where nothing is known of the account', () => {
    const made = forecastEarlyViews({ hours: 24, views: 3200 }, 168, [])
    expect(made).toMatchObject({ from: 'usual-curve', ownPosts: 0 })
    expect(made.intervals.value).toBeCloseTo(5500, 6)
  })
})

// If it fails, 30 days are forecast below what an account's own posts reach in seven.
it('goes on from the account’s own week as the published curve does', () => {
  const own = Array<number>(10).fill(3)
  const { intervals } = forecastEarlyViews({ hours: 6, views: 100 }, 720, [], growthBeyond(own, 168, 720))
  // trendpop.com: 55 % after 168 hours, all after 2,160; between them straight on logarithmic scales.
  const beyond = (1 / 0.55) ** (Math.log(720 / 168) / Math.log(2160 / 168))
  expect(intervals.value / (100 * Math.exp(3) * beyond)).toBeCloseTo(1, 9)
})

describe('a table of first views', () => {
  const read = (text: string) =>
    readEarlyViews(readTable(Buffer.from(text), 'views.csv', { mostRows: 1000 }), 'views.csv')

  // If it fails, counts land on the wrong post or age, or bad rows vanish.
  it('is read by hours or days, in several languages, with every bad row named', () => {
    const { counts, leftOut } = read(
      'Post,Hours,Views\nabcdefghijk,6,"1,240"\nhttps://www.youtube.com/shorts/bcdefghijkl,24,3000\nabcdefghijk,soon,5\n,6,5\nabcdefghijk,6,-3\nabcdefghijk,6,2.5\n',
    )
    expect(counts).toEqual([
      { row: 2, post: 'abcdefghijk', minutes: 360, views: 1240 },
      { row: 3, post: 'bcdefghijkl', minutes: 1440, views: 3000 },
    ])
    expect(leftOut.map(({ row }) => row)).toEqual([4, 5, 6, 7])
    expect(read('Inhalt;Stunden;Aufrufe\nabcdefghijk;1,5;1.240\n').counts).toEqual([
      { row: 2, post: 'abcdefghijk', minutes: 90, views: 1240 },
    ])
    expect(read('contenido,días,visualizaciones\nabcdefghijk,2,70\n').counts[0]).toMatchObject({
      minutes: 2880,
      views: 70,
    })
  })

  // If it fails, the days of YouTube's chart are taken for sums, or days before publishing count.
  it('adds up the days of a chart of YouTube Studio from the day of publishing', () => {
    const line = (day: string, views: number) => `2025-03-${day},abcdefghijk,"A, B","Mar 9, 2025",30,${views}`
    const { counts } = read(
      [
        'Date,Content,Video title,Video publish time,Duration,Views',
        line('08', 0),
        line('09', 10),
        line('10', 30),
        line('11', 5),
      ].join('\n'),
    )
    expect(counts.map(({ minutes, views }) => [minutes / 1440, views])).toEqual([
      [1.5, 40],
      [2.5, 45],
    ])
    // Without the day of publishing nothing is the sum of all views.
    expect(
      read(`Date,Content,Video title,Video publish time,Duration,Views\n${line('10', 30)}\n${line('11', 3)}`)
        .counts,
    ).toEqual([])
  })

  it('refuses other tables by name', () => {
    expect(() => read('a,b\n1,2\n')).toThrow(expect.objectContaining({ code: 'not_a_table' }))
  })
})
