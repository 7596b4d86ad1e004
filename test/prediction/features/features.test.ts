import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { draftVector, featureList, featureRows } from '../../../electron/engine/history/feature-rows.ts'
import { features } from '../../../electron/prediction/features/features-v1.ts'
import { postsOf, type ToldOfPost } from '../../../electron/prediction/history/posts-of.ts'
import { arbitraryMeasurement } from '../../scoring/arbitrary-measurement.ts'
import { goodDraft, measurementOf } from '../../scoring/measurements.ts'

const valueIn = (vector: Float64Array, name: string): number =>
  vector[features.findIndex((feature) => feature.name === name)]!

// If these fail, a model is trained on columns that nobody can read.
describe('the list of features', () => {
  it('names 60 or more, each once, with unit, source and when it is missing', () => {
    const { version, features: listed } = featureList()
    expect(version).toBe('v1')
    expect(listed.length).toBeGreaterThanOrEqual(60)
    expect(new Set(listed.map(({ name }) => name)).size).toBe(listed.length)
    for (const { name, unit, source, missing, about } of listed) {
      expect(name).toMatch(/^[a-z]+\.[a-zA-Z0-9-]+$/)
      for (const words of [source, missing, about]) expect(words.length).toBeGreaterThan(3)
      expect(unit).not.toBe('')
    }
  })
})

describe('the features of a draft', () => {
  const at = { on: '2025-06-14', time: '18:30' }
  const draft = (changes: Partial<Parameters<typeof draftVector>[0]> = {}): Float64Array =>
    draftVector({
      measurement: measurementOf(goodDraft(20)),
      details: { title: 'Ünder 10 minutes? YES! 🎉', hashtags: ['#coffee', 'tea'] },
      platform: 'shorts',
      at,
      account: null,
      ...changes,
    })

  it('are what was put into it', () => {
    const vector = draft({
      measurement: measurementOf({
        durationS: 20,
        cutsS: [0.5, 2, 4, 12],
        motion: (timeS) => (timeS < 3 ? 0.2 : 0.1),
      }),
    })
    const truth = {
      'post.durationS': 20,
      'post.lengthClass': 2,
      'post.weekday': 5,
      'post.isWeekend': 1,
      'post.hour': 18.5,
      'post.wordsLength': 24,
      'post.asksQuestion': 1,
      'post.emoji': 1,
      'post.hashtags': 2,
      'opening.cutsFirst1S': 1,
      'opening.cutsFirst3S': 2,
      'opening.firstShotS': 0.5,
      'pace.cutsAMinute': 12,
      'pace.shotLongestS': 8,
      'picture.motionFirst3S': 0.2,
      'picture.motion': 0.115,
      'picture.aspect': 1080 / 1920,
      'sound.present': 1,
    }
    for (const [name, value] of Object.entries(truth)) {
      expect({ name, value: valueIn(vector, name) }).toEqual({
        name,
        value: expect.closeTo(value, 6) as number,
      })
    }
    for (const name of ['account.viewsMedianLog10', 'faces.firstS', 'sound.tempoBpm'])
      expect({ name, value: valueIn(vector, name) }).toEqual({ name, value: NaN })
  })

  it('are numbers or missing, whatever a damaged draft measures', () => {
    fc.assert(
      fc.property(arbitraryMeasurement, (measurement) => {
        const vector = draft({ measurement })
        expect(vector).toHaveLength(features.length)
        expect([...vector].filter((value) => !Number.isFinite(value) && !Number.isNaN(value))).toEqual([])
      }),
      { numRuns: 100 },
    )
  })
})

const days = Array.from({ length: 90 }, (_, i) =>
  new Date(Date.UTC(2025, 0, 1 + i)).toISOString().slice(0, 10),
)
const dayArbitrary = fc.constantFrom(...days)
const told = fc.record({
  id: fc.integer({ min: 0, max: 12 }),
  publishedOn: dayArbitrary,
  observedOn: dayArbitrary,
  views: fc.integer({ min: 0, max: 1_000_000 }),
})

function historyOf(
  rows: readonly { id: number; publishedOn: string; observedOn: string; views: number }[],
): ToldOfPost[] {
  return rows
    .filter(({ publishedOn, observedOn }) => observedOn >= publishedOn)
    .map(({ id, publishedOn, observedOn, views }) => ({
      accountId: 'mine',
      // A post has one day; another day is another post.
      postId: `${id} ${publishedOn}`,
      observedOn,
      isSure: true,
      periodStart: null,
      facts: {
        externalId: `${id} ${publishedOn}`,
        url: null,
        title: `Post ${id}`,
        caption: null,
        hashtags: [],
        publishedOn,
        publishedTime: null,
        durationS: 20,
        durationFrom: 'column',
        form: 'short',
        postType: null,
      },
      metrics: { views, likes: Math.floor(views / 10) },
      currency: null,
    }))
}

// If this fails, a model learns from what nobody could know before publishing, and its figures in a test are too good.
describe('nothing that comes later leaks in', () => {
  const account = (
    rows: ToldOfPost[],
    followers: { accountId: string; on: string; followers: number }[] = [],
  ) => ({
    posts: postsOf(rows, () => 'tiktok'),
    followers,
  })
  const vectorAt = (on: string, of: ReturnType<typeof account>): Float64Array =>
    draftVector({
      measurement: measurementOf(goodDraft(20)),
      details: null,
      platform: 'tiktok',
      at: { on, time: '12:00' },
      account: of,
    })

  it('no post of that day or later, no figure seen on that day or later, no later count of followers', () => {
    fc.assert(
      fc.property(
        fc.array(told, { maxLength: 25 }),
        fc.array(told, { maxLength: 25 }),
        dayArbitrary,
        (before, later, on) => {
          const known = before.filter((row) => row.publishedOn < on && row.observedOn >= row.publishedOn)
          const followers = [{ accountId: 'mine', on: '2025-01-05', followers: 100 }]
          const truth = vectorAt(on, account(historyOf(known), followers))
          // Other figures of the same posts seen from that day on, and posts of that day or later.
          const seenLater = known.flatMap((row, i) => {
            const other = later[i]
            return other && other.observedOn >= on
              ? [{ ...row, observedOn: other.observedOn, views: other.views }]
              : []
          })
          const postedLater = later.filter((row) => row.publishedOn >= on)
          const all = historyOf([...known, ...seenLater, ...postedLater])
          const withLater = vectorAt(
            on,
            account(all, [...followers, { accountId: 'mine', on, followers: 9_999 }]),
          )
          expect([...withLater]).toEqual([...truth])
        },
      ),
      { numRuns: 300 },
    )
  })

  it('a post’s own outcomes are in no row of training', () => {
    const rows = [
      { id: 1, publishedOn: '2025-01-10', observedOn: '2025-03-01', views: 500 },
      { id: 2, publishedOn: '2025-03-10', observedOn: '2025-03-20', views: 700 },
    ]
    const vectors = (of: typeof rows): number[][] =>
      featureRows(
        postsOf(historyOf(of), () => 'tiktok').map((post) => ({ ...post, link: null })),
        [],
        () => null,
      ).map(({ vector }) => [...vector])
    const [second] = vectors(rows)
    expect(valueIn(Float64Array.from(second!), 'account.viewsMedianLog10')).toBeCloseTo(Math.log10(501), 12)
    expect(vectors(rows.map((row) => (row.id === 2 ? { ...row, views: 1 } : row)))).toEqual(vectors(rows))
    // What is known before does count: this test can fail.
    expect(vectors(rows.map((row) => (row.id === 1 ? { ...row, views: 1 } : row)))).not.toEqual(vectors(rows))
  })
})
