import type { HistoryPost, Observation } from '../../../shared/contract/history.ts'
import { viewsAtAge, type ViewsAtAge } from '../../prediction/after-publishing/view-curve.ts'
import { dayAfter } from '../../prediction/history/posts-of.ts'

/** Two counts that tell an outcome lie at most so far from its age, as a factor: a day of seven. */
const outcomeWithin = 7 / 6

/** Where no export saw a post at 7 or 30 days, what was counted around that age tells how often it was seen by then. */
export function withEarlyOutcomes<Post extends Pick<HistoryPost, 'publishedOn' | 'at7Days' | 'at30Days'>>(
  post: Post,
  counts: readonly ViewsAtAge[],
): Post {
  if (counts.length === 0 || post.publishedOn === null) return post
  return {
    ...post,
    at7Days: post.at7Days ?? countedAt(counts, post.publishedOn, 7),
    at30Days: post.at30Days ?? countedAt(counts, post.publishedOn, 30),
  }
}

function countedAt(counts: readonly ViewsAtAge[], publishedOn: string, days: number): Observation | null {
  const views = viewsAtAge(counts, 24 * days, outcomeWithin)
  if (views === null) return null
  const on = dayAfter(publishedOn, days)
  return {
    on,
    isSure: true,
    ageDays: days,
    isPartial: false,
    currency: null,
    metrics: { views: Math.round(views) },
  }
}
