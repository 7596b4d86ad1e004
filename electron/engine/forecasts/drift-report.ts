import type { Drift } from '../../../shared/contract/forecasts.ts'
import type { ModelCard } from '../../../shared/contract/models.ts'
import { featureShift, muchShift } from '../../prediction/forecasts/drift.ts'
import { chanceOfAtMost, liveFigures } from '../../prediction/forecasts/live-figures.ts'
import { featureByName } from '../../prediction/forecasts/post-features.ts'
import type { PostGroup } from '../../prediction/forecasts/post-group.ts'
import type { StoredForecast } from '../../store/forecasts.ts'
import { heldOutOf } from './held-out.ts'
import type { KnownPosts } from './known-posts.ts'
import { judgedForecasts } from './outcomes.ts'

/** So many posts stand for what is new, and at least as many for what was before. */
const newestPosts = 20
const leastJudged = 10
/** Intervals that chance lets hold so few only once in a hundred models are too narrow. */
const rareChance = 0.01
const mostShown = 10
/** They shift by nature: each post is later than those before. */
const alwaysShifts = new Set(['account.postsBefore', 'post.month', 'account.viewsSeen'])

/** How far the newest posts lie from those before, and the forecasts of a model from what came. */
export function driftReport(
  card: ModelCard,
  group: PostGroup,
  known: KnownPosts,
  forecasts: readonly StoredForecast[],
  now: Date,
): Drift {
  const features = featureDrift(card, group, known)
  const error = errorDrift(card, forecasts)
  return {
    scope: card.scope,
    model: card.id,
    checkedAt: now.toISOString(),
    features,
    error,
    alert: error?.isWorse
      ? `What came lies outside the intervals of ${card.id} more often than it should.`
      : null,
  }
}

function featureDrift(card: ModelCard, group: PostGroup, known: KnownPosts): Drift['features'] {
  const all = known.postsOf(group).filter(({ publishedOn }) => publishedOn !== null)
  // Accounts differ by nature: the one that published last is compared with itself.
  const dated = all.filter(({ accountId }) => accountId === all[0]?.accountId)
  if (dated.length < 2 * newestPosts) return []
  const values = dated.map(({ id }) => known.valuesOf(id))
  return card.features
    .filter((name) => featureByName.has(name) && !alwaysShifts.has(name))
    .map((feature) => {
      const of = values.map((one) => one?.[feature] ?? NaN)
      const psi = featureShift(of.slice(newestPosts), of.slice(0, newestPosts))
      return { feature, about: featureByName.get(feature)!.about, psi }
    })
    .filter(({ psi }) => psi >= muchShift)
    .toSorted((a, b) => b.psi - a.psi)
    .slice(0, mostShown)
}

function errorDrift(card: ModelCard, forecasts: readonly StoredForecast[]): Drift['error'] {
  const judged = judgedForecasts(forecasts).filter(
    ({ scope, from, model }) => scope === card.scope && from === 'model' && model === card.id,
  )
  if (judged.length < leastJudged) return null
  const [figures] = liveFigures(
    judged.map(({ scope, from, intervals, outcome }) => ({
      ...{ scope, from },
      forecast: intervals,
      outcome: outcome.value,
    })),
  )
  const { rows, mae, coverage80 } = figures!
  return {
    ...{ rows, mae },
    expectedMae: heldOutOf(card).mae,
    isWorse: chanceOfAtMost(Math.round(coverage80 * rows), rows, 0.8) < rareChance,
  }
}
