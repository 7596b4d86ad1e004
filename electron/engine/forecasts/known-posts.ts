import type { HistoryAccount, HistoryPost } from '../../../shared/contract/history.ts'
import { namedValues, type FeatureValues } from '../../prediction/forecasts/post-features.ts'
import type { PostGroup } from '../../prediction/forecasts/post-group.ts'
import type { ObservedHistoryPost } from '../../prediction/history/posts-of.ts'
import type { FollowerCount } from '../history/feature-rows.ts'
import type { HistoryDesk } from '../history/history-desk.ts'

export type KnownPost = ObservedHistoryPost & HistoryPost

/** The history as forecasts need it. */
export interface KnownPosts {
  accounts: readonly HistoryAccount[]
  /** Newest first. */
  posts: readonly KnownPost[]
  postsOf(group: PostGroup): readonly KnownPost[]
  /** What an account published, and its followers. */
  pastOf(accountId: string): { posts: readonly KnownPost[]; followers: readonly FollowerCount[] }
  /** The features of a post before it was published; null of one without a day. */
  valuesOf(postId: string): FeatureValues | null
}

export function readKnownPosts(desk: Pick<HistoryDesk, 'known' | 'featureRows'>): KnownPosts {
  const { accounts, posts, followers } = desk.known()
  const ofAccount = Map.groupBy(posts, ({ accountId }) => accountId)
  const followersOf = Map.groupBy(followers, ({ accountId }) => accountId)
  let values: Map<string, FeatureValues> | null = null
  return {
    accounts,
    posts,
    postsOf: ({ platform, form }) => posts.filter((post) => post.platform === platform && post.form === form),
    pastOf: (accountId) => ({
      posts: ofAccount.get(accountId) ?? [],
      followers: followersOf.get(accountId) ?? [],
    }),
    valuesOf(postId) {
      values ??= new Map(desk.featureRows().map(({ post, vector }) => [post.id, namedValues(vector)]))
      return values.get(postId) ?? null
    },
  }
}
