import { earlyTargets, type EarlyForecast, type EarlyTarget } from '../../../shared/contract/early-views.ts'
import { HooklineError } from '../../../shared/contract/errors.ts'
import {
  earlyViewsModel,
  forecastEarlyViews,
  growthBeyond,
  leastForOwnSpread,
  type EarlyForecast as ForecastOfViews,
} from '../../prediction/after-publishing/forecast-early-views.ts'
import { growthSource } from '../../prediction/after-publishing/usual-growth.ts'
import { viewsAtAge, type ViewsAtAge } from '../../prediction/after-publishing/view-curve.ts'
import { targetOutlines } from '../../prediction/forecasts/forecast-target.ts'
import type { StoredForecast } from '../../store/forecasts.ts'
import type { KnownPost, KnownPosts } from './known-posts.ts'

/** Two counts that tell of an age lie at most so far from it, as a factor. */
const ageWithin = 2
const ageOf = { views7: 7 * 24, views30: 30 * 24 } as const
/** A count so near to the asked age is the outcome, not a forecast of it. */
const nearlyThere = 0.95

/**
 * What a post that is out comes to, from its first views: by the growth of the account's own posts as far as it is known.
 * Nothing of the forecast before publishing goes into it.
 *
 * @param counts what is known of first views, by post
 * @param forecasts those that were kept, newest first
 * @throws HooklineError `history_unknown`
 */
export function earlyForecast(
  postId: string,
  known: KnownPosts,
  counts: ReadonlyMap<string, readonly ViewsAtAge[]>,
  byHand: readonly ViewsAtAge[],
  forecasts: readonly StoredForecast[],
): EarlyForecast {
  const post = known.posts.find(({ id }) => id === postId)
  if (!post) throw new HooklineError('history_unknown', 'This post is not in the history any more.')
  const account = known.accounts.find(({ id }) => id === post.accountId)!
  const curve = curveOf(post, counts)
  const peers = known.posts.filter(
    (one) =>
      one.accountId === post.accountId && one.id !== postId && (post.form === null || one.form === post.form),
  )
  const targets = earlyTargets.flatMap((target) => targetOf(target, post, curve, peers, counts) ?? [])
  return {
    postId,
    title: post.title || (post.caption ?? ''),
    accountName: account.name,
    publishedOn: post.publishedOn,
    model: earlyViewsModel,
    counts: [...(counts.get(postId) ?? [])],
    byHand: [...byHand],
    targets,
    before: earlyTargets.flatMap((target) => {
      const last = forecasts.find((one) => one.target === target && isBefore(one, post))
      if (!last) return []
      const { madeAt, from, model, intervals } = last
      return [{ target, madeAt, from, model, forecast: intervals }]
    }),
    notes: [
      ...(curve.length === 0 ? ['How often it was seen in its first hours is not known yet.'] : []),
      ...(targets.some(({ from }) => from !== 'own-curve') ? [`The published curve: ${growthSource}.`] : []),
    ],
  }
}

function targetOf(
  target: EarlyTarget['target'],
  post: KnownPost,
  curve: readonly ViewsAtAge[],
  peers: readonly KnownPost[],
  counts: ReadonlyMap<string, readonly ViewsAtAge[]>,
): EarlyTarget | null {
  const outline = targetOutlines.find(({ id }) => id === target)!
  const toHours = ageOf[target]
  const seen = curve.findLast(({ hours, views }) => hours < nearlyThere * toHours && views > 0)
  if (!seen) return null
  const own = growthOf(target, seen.hours, peers, counts)
  // Few wait for 30 days: what the posts of the account did in seven is known sooner.
  const ownWeek =
    target === 'views30' && own.length === 0 ? growthOf('views7', seen.hours, peers, counts) : []
  const isBridged = ownWeek.length > 0 && seen.hours < ageOf.views7
  const made = isBridged
    ? forecastEarlyViews(seen, toHours, [], growthBeyond(ownWeek, ageOf.views7, toHours))
    : forecastEarlyViews(seen, toHours, own)
  const outcome = outline.outcomeOf(post)
  return {
    target,
    label: outline.label,
    from: isBridged ? 'mixed' : made.from,
    says: isBridged ? bridgedSays(ownWeek.length) : saysOf(made),
    seen,
    growth: made.growth,
    ownPosts: isBridged ? ownWeek.length : made.ownPosts,
    forecast: made.intervals,
    outcome: outcome && { value: outcome.value, seenOn: outcome.seenOn },
  }
}

/** Natural logarithms of how posts grew from an age to the outcome, those of which both are known. */
function growthOf(
  target: EarlyTarget['target'],
  fromHours: number,
  peers: readonly KnownPost[],
  counts: ReadonlyMap<string, readonly ViewsAtAge[]>,
): number[] {
  const outline = targetOutlines.find(({ id }) => id === target)!
  return peers.flatMap((peer) => {
    const came = outline.outcomeOf(peer)?.value ?? 0
    const then = came > 0 ? viewsAtAge(curveOf(peer, counts), fromHours, ageWithin) : null
    return then === null ? [] : [Math.max(0, Math.log(came / then))]
  })
}

/** Of first views and of exports that saw the post on a sure day; by age. */
function curveOf(post: KnownPost, counts: ReadonlyMap<string, readonly ViewsAtAge[]>): ViewsAtAge[] {
  const exported = post.observations.flatMap(({ isSure, isPartial, ageDays, metrics: { views } }) =>
    // A day's export may be hours off: from two days on that matters little.
    isSure && !isPartial && ageDays !== null && ageDays >= 2 && ageDays <= 60 && views !== undefined
      ? [{ hours: 24 * ageDays, views }]
      : [],
  )
  return [...(counts.get(post.id) ?? []), ...exported].toSorted((a, b) => a.hours - b.hours)
}

function isBefore({ sha256, madeAt }: StoredForecast, { link, publishedOn }: KnownPost): boolean {
  return link?.sha256 === sha256 && publishedOn !== null && madeAt.slice(0, 10) <= publishedOn
}

function bridgedSays(posts: number): string {
  return `${earlyViewsModel}, by how ${posts === 1 ? 'one post' : `${posts} posts`} of this account grew in seven days, and the published curve from there on: no post of it has an outcome at 30 days yet`
}

function saysOf({ from, ownPosts }: ForecastOfViews): string {
  if (from === 'usual-curve') {
    return 'not learned from this account: none of its posts has both early views and this outcome yet. A published curve stands in for it, with a spread that is assumed, wide on purpose'
  }
  const posts = ownPosts === 1 ? 'one post' : `${ownPosts} posts`
  if (from === 'mixed') {
    return `${earlyViewsModel}, by how ${posts} of this account grew, held toward the published curve; from ${leastForOwnSpread} on the spread is the account's own`
  }
  return `${earlyViewsModel}, by how ${posts} of this account grew`
}
