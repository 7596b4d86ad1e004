import type { HistoryPost } from '../../../shared/contract/history.ts'
import type { HistoryView, JudgedForecast } from '../../../shared/contract/history-page.ts'

/**
 * The posts of a view in its order; those without a value come last either way.
 *
 * @param judged forecasts with what came, by post
 */
export function postsInView<Post extends HistoryPost>(
  posts: readonly Post[],
  view: HistoryView,
  judged: ReadonlyMap<string, readonly JudgedForecast[]>,
): Post[] {
  const words = view.search.trim().toLowerCase()
  const fits: Record<HistoryView['only'], (post: Post) => boolean> = {
    all: () => true,
    linked: ({ link }) => link !== null,
    'not-linked': ({ link }) => link === null,
    forecast: ({ id }) => judged.has(id),
  }
  const sign = view.descending ? -1 : 1
  return posts
    .filter(
      (post) =>
        (view.account === 'all' || post.accountId === view.account) &&
        fits[view.only](post) &&
        (words === '' || `${post.title} ${post.caption ?? ''}`.toLowerCase().includes(words)),
    )
    .map((post) => ({ post, value: valueOf(post, view.sortBy, judged.get(post.id)) }))
    .toSorted((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null)
      return sign * (a.value < b.value ? -1 : a.value > b.value ? 1 : 0)
    })
    .map(({ post }) => post)
}

function valueOf(
  post: HistoryPost,
  key: HistoryView['sortBy'],
  judged: readonly JudgedForecast[] | undefined,
): string | number | null {
  switch (key) {
    case 'published':
      return post.publishedOn && `${post.publishedOn} ${post.publishedTime ?? ''}`
    case 'title':
      return post.title.toLowerCase()
    case 'views':
      return post.latest?.metrics.views ?? null
    case 'at7Days':
      return post.at7Days?.metrics.views ?? null
    case 'at30Days':
      return post.at30Days?.metrics.views ?? null
    case 'engagement':
      return post.latest?.metrics.engagementRate ?? null
    case 'forecast':
      return judged?.[0]?.off ?? null
  }
}
