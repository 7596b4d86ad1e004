import type { HistoryAccount, HistoryPost, Metrics, Observation } from '../../../shared/contract/history.ts'
import { mergedOfDay, mergedWithLater } from './merged-facts.ts'
import type { PostFacts } from './post-row.ts'
import { largerOf, twinKey } from './repeated-posts.ts'

/** What one export told of a post. */
export interface ToldOfPost {
  accountId: string
  postId: string
  observedOn: string
  isSure: boolean
  periodStart: string | null
  facts: PostFacts
  metrics: Metrics
  currency: string | null
}

export type UnlinkedPost = Omit<HistoryPost, 'link'>

/** With all that was ever told of how it did, the oldest first. */
export type ObservedHistoryPost = UnlinkedPost & { observations: Observation[] }

/** An outcome at 7 or 30 days is one that was seen this near to that age, in days. */
const windows = { at7Days: { days: 7, within: 1 }, at30Days: { days: 30, within: 3 } } as const

/**
 * Posts from all that was told of them, newest first; the same whatever the order in which it was told.
 *
 * Of each fact the newest telling counts, of two figures of one day the larger.
 */
export function postsOf(
  told: readonly ToldOfPost[],
  platformOf: (accountId: string) => HistoryAccount['platform'],
): ObservedHistoryPost[] {
  const byPost = Map.groupBy(told, ({ postId }) => postId)
  const posts = [...byPost.values()].map((ofOne) => postOf(ofOne, platformOf(ofOne[0]!.accountId)))
  return withoutTwins(posts).toSorted(byDayNewestFirst)
}

function postOf(told: readonly ToldOfPost[], platform: HistoryAccount['platform']): ObservedHistoryPost {
  const byDay = Map.groupBy(told, ({ observedOn }) => observedOn)
  const facts = [...byDay]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, ofDay]) => ofDay.map((one) => one.facts).reduce(mergedOfDay))
    .reduce(mergedWithLater)
  const observations = observationsOf(told, facts.publishedOn)
  const whole = observations.filter(({ isPartial }) => !isPartial)
  const { accountId, postId } = told[0]!
  const { externalId, url, title, caption, hashtags, publishedOn, publishedTime } = facts
  const { durationS, durationFrom, form } = facts
  return {
    id: postId,
    accountId,
    platform,
    ...{ form, externalId, url, title, caption, hashtags, publishedOn, publishedTime },
    ...{ durationS, durationFrom },
    latest: whole.at(-1) ?? null,
    at7Days: seenAt(whole, windows.at7Days),
    at30Days: seenAt(whole, windows.at30Days),
    observations,
  }
}

function observationsOf(told: readonly ToldOfPost[], publishedOn: string | null): Observation[] {
  const withFigures = told.filter(({ metrics }) => Object.keys(metrics).length > 0)
  const byDay = Map.groupBy(withFigures, (one) => `${one.observedOn} ${isPartial(one, publishedOn)}`)
  return [...byDay.values()]
    .map((ofDay): Observation => {
      const first = ofDay[0]!
      const metrics = ofDay.map((one) => one.metrics).reduce(largerOf)
      return {
        on: first.observedOn,
        isSure: ofDay.some(({ isSure }) => isSure),
        ageDays: publishedOn === null ? null : daysBetween(publishedOn, first.observedOn),
        isPartial: isPartial(first, publishedOn),
        currency:
          ofDay
            .flatMap(({ currency }) => currency ?? [])
            .toSorted()
            .at(-1) ?? null,
        metrics: { ...metrics, ...engagementOf(metrics) },
      }
    })
    .toSorted((a, b) => a.on.localeCompare(b.on))
}

/** The figures of a time that began after the post was out are not all of its figures. */
function isPartial({ periodStart }: ToldOfPost, publishedOn: string | null): boolean {
  return periodStart !== null && (publishedOn === null || publishedOn < periodStart)
}

/** Likes, comments, shares and saves over views; absent without views or likes. */
export function engagementOf({ views, likes, comments, shares, saves }: Metrics): Metrics {
  if (views === undefined || views === 0 || likes === undefined) return {}
  return { engagementRate: (likes + (comments ?? 0) + (shares ?? 0) + (saves ?? 0)) / views }
}

function seenAt(
  observations: readonly Observation[],
  { days, within }: { days: number; within: number },
): Observation | null {
  const off = ({ ageDays }: Observation): number => Math.abs((ageDays ?? Infinity) - days)
  const near = observations.filter((one) => one.isSure && off(one) <= within)
  return near.length === 0 ? null : near.reduce((best, one) => (off(one) < off(best) ? one : best))
}

/** Posts without ids that have the same words and figures on several days: the first counts. */
function withoutTwins(posts: readonly ObservedHistoryPost[]): ObservedHistoryPost[] {
  const first = new Map<string, ObservedHistoryPost>()
  const keyOf = (post: UnlinkedPost): string | null => {
    const metrics = { ...post.latest?.metrics }
    delete metrics.engagementRate
    const key = twinKey({ facts: { ...post, postType: null }, metrics })
    return key === null ? null : `${post.accountId} ${post.latest!.on} ${key}`
  }
  for (const post of posts) {
    const key = keyOf(post)
    const known = key === null ? undefined : first.get(key)
    if (key !== null && (!known || byDayNewestFirst(post, known) > 0)) first.set(key, post)
  }
  return posts.filter((post) => {
    const key = keyOf(post)
    return key === null || first.get(key) === post
  })
}

function byDayNewestFirst(a: UnlinkedPost, b: UnlinkedPost): number {
  const dayOf = (post: UnlinkedPost): string => `${post.publishedOn ?? ''} ${post.publishedTime ?? ''}`
  const days = dayOf(b).localeCompare(dayOf(a))
  return days === 0 ? a.id.localeCompare(b.id) : days
}

/** Whole days from one day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}
