import type { HistoryPost } from '../../shared/contract/history.ts'

export type PostSortKey = 'published' | 'title' | 'views' | 'at7Days' | 'at30Days' | 'engagement'

export interface HistoryView {
  search: string
  /** An account's id; `all`. */
  account: string
  sortBy: PostSortKey
  descending: boolean
}

export const firstView: HistoryView = { search: '', account: 'all', sortBy: 'published', descending: true }

/** The posts of a view in its order; those without a value come last either way. */
export function postsInView(posts: readonly HistoryPost[], view: HistoryView): HistoryPost[] {
  const words = view.search.trim().toLowerCase()
  const shown = posts.filter(
    ({ accountId, title, caption }) =>
      (view.account === 'all' || accountId === view.account) &&
      (words === '' || `${title} ${caption ?? ''}`.toLowerCase().includes(words)),
  )
  const sign = view.descending ? -1 : 1
  return shown
    .map((post) => ({ post, value: valueOf(post, view.sortBy) }))
    .toSorted((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null)
      return sign * (a.value < b.value ? -1 : a.value > b.value ? 1 : 0)
    })
    .map(({ post }) => post)
}

function valueOf(post: HistoryPost, key: PostSortKey): string | number | null {
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
  }
}
