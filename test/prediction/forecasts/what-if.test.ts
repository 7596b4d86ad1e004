import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { movedByGroup, namedMovers } from '../../../electron/prediction/forecasts/movers.ts'
import { similarPosts } from '../../../electron/prediction/forecasts/similar-posts.ts'
import { withOtherHook } from '../../../electron/prediction/forecasts/what-if.ts'
import type { UnlinkedPost } from '../../../electron/prediction/history/posts-of.ts'

// If these fail, a what-if asks about another draft than the sentence beside it says.
describe('another hook', () => {
  const draft = { 'check.first-shot': 0.2, 'score.hook': 40, 'check.motion': 0.5, 'check.opening-text': null }
  const own = [0.1, 0.3, 0.4, 0.6, 0.7, 0.9].map((grade) => ({
    'check.first-shot': grade,
    'score.hook': 100 * grade,
  }))

  it('changes the grades of the hook alone, to the middle or the best tenth of the account’s own', () => {
    // numpy 2.2: numpy.quantile([.1, .3, .4, .6, .7, .9], [.5, .9]) = [.5, .8]
    const typical = withOtherHook(draft, 'hook-typical', own)!
    expect(typical.values['check.first-shot']).toBeCloseTo(0.5, 12)
    const best = withOtherHook(draft, 'hook-best', own)!
    expect(best.values['check.first-shot']).toBeCloseTo(0.8, 12)
    expect(best.values['score.hook']).toBeCloseTo(80, 10)
    expect(best.values['check.motion']).toBe(0.5)
    expect(best.values['check.opening-text']).toBeNull()
    expect(best.changed.map(({ feature, from }) => [feature, from])).toEqual([
      ['check.first-shot', 0.2],
      ['score.hook', 40],
    ])
  })

  it('is not known from a few posts, but as good as it gets needs none', () => {
    expect(withOtherHook(draft, 'hook-typical', own.slice(0, 4))).toBeNull()
    expect(withOtherHook(draft, 'hook', [])?.values).toEqual({
      ...draft,
      'check.first-shot': 1,
      'score.hook': 100,
    })
  })
})

describe('what moves a forecast', () => {
  const moved = fc.array(
    fc.record({
      feature: fc.constantFrom(
        'account',
        'account.viewsSeen',
        'post.hour',
        'check.motion',
        'sound.drops',
        'score.hook',
      ),
      moves: fc.double({ min: -2, max: 2, noNaN: true }),
    }),
    { minLength: 1, maxLength: 20 },
  )

  // SHAP values add up to the forecast (Lundberg and Lee 2017, local accuracy): nothing may get lost in groups.
  it('adds up to the same by groups as by features', () => {
    fc.assert(
      fc.property(moved, fc.boolean(), (list, isLog) => {
        const all = list.reduce((sum, { moves }) => sum + moves, 0)
        const sum = (told: readonly { moves: number }[]): number =>
          told.reduce((total, { moves }) => total + (isLog ? Math.log1p(moves) : moves), 0)
        expect(sum(movedByGroup(list, isLog))).toBeCloseTo(all, 6)
        expect(sum(namedMovers(list, {}, isLog))).toBeCloseTo(all, 6)
      }),
    )
  })
})

describe('similar posts', () => {
  const post = (id: string): UnlinkedPost =>
    ({ id, title: id, caption: null, url: null, publishedOn: '2025-01-01', latest: null }) as UnlinkedPost
  const names = [
    'post.durationS',
    'post.wordsLength',
    'post.hashtags',
    'post.emoji',
    'post.mentions',
  ] as const
  const of = (values: readonly number[]) => Object.fromEntries(names.map((name, i) => [name, values[i]!]))

  // If it fails, a second of length or a decibel decides alone what is called alike.
  it('are the nearest in standard deviations of the account’s posts, whatever the units', () => {
    const rows = [
      [10, 5, 0, 0, 0],
      [12, 6, 1, 0, 1],
      [60, 50, 5, 2, 0],
      [11, 40, 0, 1, 1],
      [30, 20, 3, 1, 0],
    ]
    const posts = rows.map((row, i) => ({ post: post(`p${i}`), values: of(row) }))
    const found = similarPosts(of([11, 7, 1, 0, 1]), posts)
    expect(found[0]).toMatchObject({ postId: 'p1', features: 5 })
    const inOtherUnits = posts.map(({ post: one, values }) => ({
      post: one,
      values: { ...values, 'post.durationS': values['post.durationS']! * 1000 },
    }))
    const again = similarPosts({ ...of([11, 7, 1, 0, 1]), 'post.durationS': 11_000 }, inOtherUnits)
    expect(again.map(({ postId, distance }) => [postId, distance.toFixed(9)])).toEqual(
      found.map(({ postId, distance }) => [postId, distance.toFixed(9)]),
    )
  })

  it('are none where too few features are known of both', () => {
    expect(
      similarPosts({ 'post.durationS': 3 }, [{ post: post('a'), values: { 'post.durationS': 3 } }]),
    ).toEqual([])
  })
})
