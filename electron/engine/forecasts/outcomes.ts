import { targetOutlines } from '../../prediction/forecasts/forecast-target.ts'
import type { ForecastStore, StoredForecast } from '../../store/forecasts.ts'
import type { KnownPosts } from './known-posts.ts'

/**
 * Sets what came beside each forecast: the outcome of the post that its draft became. A forecast that was made after the day
 * of publishing is none and gets no outcome.
 */
export function pairOutcomes(store: ForecastStore, known: KnownPosts): void {
  const posts = new Map(known.posts.flatMap((post) => (post.link ? [[post.link.sha256, post] as const] : [])))
  for (const { id, sha256, target, madeAt, outcome: before } of store.list()) {
    const post = posts.get(sha256)
    const isInTime =
      post !== undefined && post.publishedOn !== null && madeAt.slice(0, 10) <= post.publishedOn
    const came = isInTime ? targetOutlines.find((one) => one.id === target)!.outcomeOf(post) : null
    const outcome = came && { value: came.value, seenOn: came.seenOn, postId: post!.id }
    if (JSON.stringify(outcome) !== JSON.stringify(before)) store.putOutcome(id, outcome)
  }
}

/** Of the forecasts that have an outcome the last one before each post. Newest first. */
export function judgedForecasts(
  forecasts: readonly StoredForecast[],
): (StoredForecast & { outcome: NonNullable<StoredForecast['outcome']> })[] {
  const seen = new Set<string>()
  return forecasts.flatMap((one) => {
    const { outcome, scope } = one
    if (!outcome || seen.has(`${scope} ${outcome.postId}`)) return []
    seen.add(`${scope} ${outcome.postId}`)
    return [{ ...one, outcome }]
  })
}
