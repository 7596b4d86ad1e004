import type { CallOutput } from '../../../shared/contract/calls.ts'
import type { EarlyForecast } from '../../../shared/contract/early-views.ts'
import { liveFigures } from '../../prediction/forecasts/live-figures.ts'
import { targetOutlines } from '../../prediction/forecasts/forecast-target.ts'
import { scopeOfGroup } from '../../prediction/forecasts/post-group.ts'
import type { EarlyViewStore, StoredEarlyForecast } from '../../store/early-views.ts'
import type { ForecastStore } from '../../store/forecasts.ts'
import type { HistoryDesk } from '../history/history-desk.ts'
import { earlyForecast } from './early-forecasts.ts'
import type { KnownPost, KnownPosts } from './known-posts.ts'

/** Forecasts of posts that are out: made, kept and paired with what came, apart from those of drafts. */
export interface EarlyDesk {
  /** Forecasts a post from its first views and keeps the forecast. @throws HooklineError `history_unknown` */
  forecast(postId: string): EarlyForecast
  /** The same of the post that a content became; null where none is known, or nothing of its first views is. */
  forecastOfContent(sha256: string): EarlyForecast | null
  kept(): Pick<CallOutput<'forecasts'>, 'early' | 'earlyLive'>
}

export function createEarlyDesk(parts: {
  history: Pick<HistoryDesk, 'earlyViews'>
  known: () => KnownPosts
  store: EarlyViewStore
  forecasts: ForecastStore
}): EarlyDesk {
  const { history, known, store, forecasts } = parts

  function forecast(postId: string): EarlyForecast {
    const byHand = store.toldByHand(postId).map(({ minutes, views }) => ({ hours: minutes / 60, views }))
    const posts = known()
    const made = earlyForecast(postId, posts, history.earlyViews(), byHand, forecasts.list())
    const { accountId } = posts.posts.find(({ id }) => id === postId)!
    store.keep(
      made.targets
        // What is known already needs no forecast.
        .filter(({ outcome }) => outcome === null)
        .map(({ target, seen, ownPosts, forecast: intervals }) => ({
          ...{ accountId, postId, target, ownPosts, intervals },
          model: made.model,
          minutes: Math.round(seen.hours * 60),
          views: seen.views,
        })),
      new Date().toISOString(),
    )
    return made
  }

  function pair(posts: ReadonlyMap<string, KnownPost>): void {
    for (const { id, postId, target, outcome: before } of store.forecasts()) {
      const post = posts.get(postId)
      const came = post ? targetOutlines.find((one) => one.id === target)!.outcomeOf(post) : null
      const outcome = came && { value: came.value, seenOn: came.seenOn }
      if (JSON.stringify(outcome) !== JSON.stringify(before)) store.putOutcome(id, outcome)
    }
  }

  return {
    forecast,
    forecastOfContent(sha256) {
      const post = known().posts.find(({ link }) => link?.sha256 === sha256)
      if (!post || (history.earlyViews().get(post.id)?.length ?? 0) === 0) return null
      return forecast(post.id)
    },
    kept() {
      const { posts, accounts } = known()
      const byId = new Map(posts.map((post) => [post.id, post]))
      pair(byId)
      const names = new Map(accounts.map(({ id, name }) => [id, name]))
      const all = store.forecasts().flatMap((one) => {
        const post = byId.get(one.postId)
        return post ? [{ one, post, scope: scopeOf(post, one.target) }] : []
      })
      return {
        early: all.map(({ one, post, scope }) => ({
          ...{ id: one.id, madeAt: one.madeAt, postId: one.postId, scope },
          title: post.title || (post.caption ?? ''),
          accountName: names.get(one.accountId) ?? null,
          ...{ target: one.target, model: one.model, ownPosts: one.ownPosts },
          seen: { hours: one.minutes / 60, views: one.views },
          forecast: one.intervals,
          outcome: one.outcome,
        })),
        earlyLive: liveFigures(
          firstOfEach(all.map(({ one, scope }) => ({ ...one, scope }))).map(
            ({ scope, intervals, outcome }) => ({
              ...{ scope, from: 'model' as const },
              forecast: intervals,
              outcome: outcome!.value,
            }),
          ),
        ),
      }
    },
  }
}

function scopeOf({ platform, form }: KnownPost, target: StoredEarlyForecast['target']): string {
  return scopeOfGroup({ platform, form: form ?? 'short' }, target)
}

/** Of the forecasts with an outcome the first one of each post and target: the earliest is the one that had to know least. */
function firstOfEach<One extends StoredEarlyForecast>(forecasts: readonly One[]): One[] {
  const first = new Map<string, One>()
  for (const one of forecasts) if (one.outcome) first.set(`${one.postId} ${one.target}`, one)
  return [...first.values()]
}
