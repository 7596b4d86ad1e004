import fc from 'fast-check'
import { expect, it } from 'vitest'
import { postsInView } from '../../../electron/engine/history/posts-in-view.ts'
import type { HistoryPost } from '../../../shared/contract/history.ts'
import {
  postFilters,
  postSortKeys,
  type HistoryView,
  type JudgedForecast,
} from '../../../shared/contract/history-page.ts'

const made = fc.record({
  title: fc.constantFrom('Tea', 'Coffee', 'tea again', ''),
  account: fc.constantFrom('a', 'b'),
  views: fc.option(fc.integer({ min: 0, max: 1000 })),
  isLinked: fc.boolean(),
  off: fc.option(fc.double({ min: 0.1, max: 10, noNaN: true })),
})
const everyView = fc.record({
  search: fc.constantFrom('', 'tea', ' TEA '),
  account: fc.constantFrom('all', 'a'),
  only: fc.constantFrom(...postFilters),
  sortBy: fc.constantFrom(...postSortKeys),
  descending: fc.boolean(),
})

// If it fails, a search hides posts that fit or shows others, or a column is out of order.
it('shows exactly the posts that fit, in order, those without a value last', () => {
  fc.assert(
    fc.property(fc.array(made, { maxLength: 30 }), everyView, (list, view: HistoryView) => {
      const posts = list.map(
        ({ title, account, views, isLinked }, n) =>
          ({
            ...{
              id: String(n),
              accountId: account,
              title,
              caption: null,
              publishedOn: null,
              publishedTime: null,
            },
            latest: views === null ? null : { metrics: { views } },
            link: isLinked ? {} : null,
            ...{ at7Days: null, at30Days: null },
          }) as unknown as HistoryPost,
      )
      const judged = new Map(
        list.flatMap(({ off }, n) =>
          off === null ? [] : [[String(n), [{ off } as JudgedForecast]] as const],
        ),
      )
      const shown = postsInView(posts, view, judged)
      const fits = (n: number): boolean => {
        const one = list[n]!
        if (view.account === 'a' && one.account !== 'a') return false
        if (view.search !== '' && !/tea/i.test(one.title)) return false
        if (view.only === 'linked') return one.isLinked
        if (view.only === 'not-linked') return !one.isLinked
        return view.only === 'all' || one.off !== null
      }
      expect(new Set(shown.map(({ id }) => id))).toEqual(
        new Set(list.flatMap((_, n) => (fits(n) ? [String(n)] : []))),
      )
      if (view.sortBy !== 'views' && view.sortBy !== 'forecast') return
      const values = shown.map(({ id }) =>
        view.sortBy === 'views' ? list[Number(id)]!.views : list[Number(id)]!.off,
      )
      const known = values.filter((value) => value !== null)
      expect(values.slice(0, known.length)).toEqual(known)
      expect(known).toEqual(known.toSorted((a, b) => (view.descending ? b - a : a - b)))
    }),
  )
})
