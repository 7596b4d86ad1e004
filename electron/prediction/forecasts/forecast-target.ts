import {
  forecastTargets,
  type ForecastTarget,
  type TargetForecast,
} from '../../../shared/contract/forecasts.ts'
import type { Observation } from '../../../shared/contract/history.ts'
import type { UnlinkedPost } from '../history/posts-of.ts'

/** What a post came to. */
export interface Outcome {
  value: number
  currency: string | null
  seenOn: string
}

export interface TargetOutline {
  id: ForecastTarget
  label: string
  unit: TargetForecast['unit']
  /** After how many days it is known. */
  knownAfterDays: number
  outcomeOf(post: UnlinkedPost): Outcome | null
}

/** From this age on, in days, hardly anything is added to a post. */
const settledDays = 30
/** From this age on, in days, the share of viewers who react hardly changes. */
const steadyDays = 7

const outlines: Record<ForecastTarget, Omit<TargetOutline, 'id'>> = {
  views7: {
    label: 'Views after 7 days',
    unit: 'views',
    knownAfterDays: 7,
    outcomeOf: (post) => of(post.at7Days, 'views'),
  },
  views30: {
    label: 'Views after 30 days',
    unit: 'views',
    knownAfterDays: 30,
    outcomeOf: (post) => of(post.at30Days, 'views'),
  },
  viewsSettled: {
    label: 'Views in the long run',
    unit: 'views',
    knownAfterDays: settledDays,
    outcomeOf: (post) => of(latestFrom(post, settledDays), 'views'),
  },
  engagementRate: {
    label: 'Engagement rate',
    unit: 'share',
    knownAfterDays: steadyDays,
    outcomeOf: (post) => of(latestFrom(post, steadyDays), 'engagementRate'),
  },
  revenue: {
    label: 'Revenue in the long run',
    unit: 'money',
    knownAfterDays: settledDays,
    outcomeOf: (post) => of(latestFrom(post, settledDays), 'revenue'),
  },
}

/** What can be forecast, in the order in which it is shown. */
export const targetOutlines: readonly TargetOutline[] = forecastTargets.map((id) => ({ id, ...outlines[id] }))

function of(seen: Observation | null, metric: 'views' | 'engagementRate' | 'revenue'): Outcome | null {
  const value = seen?.metrics[metric]
  if (!seen || value === undefined) return null
  return { value, currency: metric === 'revenue' ? seen.currency : null, seenOn: seen.on }
}

function latestFrom({ latest }: UnlinkedPost, days: number): Observation | null {
  return latest !== null && latest.ageDays !== null && latest.ageDays >= days ? latest : null
}
