import type { JudgedForecast } from '../../../shared/contract/history-page.ts'
import { targetOutlines } from '../../prediction/forecasts/forecast-target.ts'
import type { StoredForecast } from '../../store/forecasts.ts'
import { judgedForecasts } from './outcomes.ts'

/** Forecasts that have an outcome, by the post that tells it, in the order of the targets: views of a day first. */
export function judgedByPost(forecasts: readonly StoredForecast[]): Map<string, JudgedForecast[]> {
  const order = targetOutlines.map(({ id }) => id)
  const judged = judgedForecasts(forecasts).toSorted(
    (a, b) => order.indexOf(a.target) - order.indexOf(b.target),
  )
  return new Map(
    [...Map.groupBy(judged, ({ outcome }) => outcome.postId)].map(([postId, ofPost]) => [
      postId,
      ofPost.map(({ target, from, model, madeAt, intervals, outcome: { value } }) => ({
        ...{ target, from, model, madeAt },
        label: targetOutlines.find(({ id }) => id === target)!.label,
        forecast: intervals,
        outcome: value,
        within: isWithin(value, intervals.low50, intervals.high50)
          ? '50'
          : isWithin(value, intervals.low80, intervals.high80)
            ? '80'
            : 'none',
        off: intervals.value === 0 ? null : value / intervals.value,
      })),
    ]),
  )
}

function isWithin(value: number, low: number, high: number): boolean {
  return value >= low && value <= high
}
