import type { Observation } from '../../../shared/contract/history.ts'
import { daysBetween } from '../history/posts-of.ts'

/** A post of an account, with all that was ever told of how it did. */
export interface ObservedPost {
  publishedOn: string | null
  publishedTime: string | null
  observations: readonly Observation[]
}

/** How an account stood before a moment. */
export interface AccountState {
  followers: number | null
  postsBefore: number
  postsIn30Days: number
  daysSinceLast: number | null
  /** log10 of the views of its last posts whose views had been seen by then, newest first. */
  lastViewsLog10: readonly number[]
  lastEngagementRates: readonly number[]
}

/** Of so many last posts the views count. */
const lastPosts = 20
/** Views of a younger post are still far from what they come to. */
const settledDays = 7

/**
 * How an account stood before a post. Of earlier posts their days count, which are known once they are published; of how
 * they did only what had been seen before that day: what an export of a later day tells is not known yet.
 *
 * @param followers counted on days, in any order
 */
export function accountStateBefore(
  at: { on: string; time: string | null },
  posts: readonly ObservedPost[],
  followers: readonly { on: string; followers: number }[],
): AccountState {
  const earlier = posts
    .filter((post) => isBefore(post, at))
    .toSorted((a, b) => (momentOf(a) < momentOf(b) ? 1 : -1))
  const seen = earlier.slice(0, lastPosts).flatMap(({ observations }) => {
    const known = observations.filter(
      (one) => one.on < at.on && !one.isPartial && (one.ageDays ?? 0) >= settledDays,
    )
    const newest = known.reduce<Observation | null>(
      (best, one) => (best === null || one.on > best.on ? one : best),
      null,
    )
    return newest ? [newest.metrics] : []
  })
  const counted = followers
    .filter(({ on }) => on < at.on)
    .reduce<{ on: string; followers: number } | null>(
      (best, one) => (best === null || one.on > best.on ? one : best),
      null,
    )
  const daysSince = earlier.map(({ publishedOn }) => daysBetween(publishedOn!, at.on))
  return {
    followers: counted?.followers ?? null,
    postsBefore: earlier.length,
    postsIn30Days: daysSince.filter((days) => days <= 30).length,
    daysSinceLast: daysSince[0] ?? null,
    lastViewsLog10: seen.flatMap(({ views }) => (views === undefined ? [] : [Math.log10(views + 1)])),
    lastEngagementRates: seen.flatMap(({ engagementRate }) => engagementRate ?? []),
  }
}

/** Of two posts of one day without times none is known to be the earlier. */
function isBefore(post: ObservedPost, at: { on: string; time: string | null }): boolean {
  if (post.publishedOn === null || post.publishedOn > at.on) return false
  if (post.publishedOn < at.on) return true
  return post.publishedTime !== null && at.time !== null && post.publishedTime < at.time
}

function momentOf({ publishedOn, publishedTime }: ObservedPost): string {
  return `${publishedOn!} ${publishedTime ?? ''}`
}
