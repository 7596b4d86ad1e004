import type { Intervals, LiveFigures, TargetForecast } from '../../../shared/contract/forecasts.ts'

/** A forecast and what came. */
export interface PairedForecast {
  scope: string
  from: TargetForecast['from']
  forecast: Intervals
  outcome: number
}

/** How forecasts did, by what they are of and where they came from. */
export function liveFigures(paired: readonly PairedForecast[]): LiveFigures[] {
  const groups = Map.groupBy(paired, ({ scope, from }) => `${scope} ${from}`)
  return [...groups.values()]
    .map((group): LiveFigures => {
      const { scope, from } = group[0]!
      const share = (isHit: (one: PairedForecast) => boolean): number =>
        group.filter(isHit).length / group.length
      return {
        scope,
        from,
        rows: group.length,
        mae: group.reduce((sum, one) => sum + Math.abs(one.forecast.value - one.outcome), 0) / group.length,
        coverage80: share(({ forecast, outcome }) => outcome >= forecast.low80 && outcome <= forecast.high80),
        coverage50: share(({ forecast, outcome }) => outcome >= forecast.low50 && outcome <= forecast.high50),
      }
    })
    .toSorted((a, b) => (a.scope < b.scope ? -1 : a.scope > b.scope ? 1 : a.from < b.from ? -1 : 1))
}

/**
 * How likely it is that at most `hits` of `rows` lie within intervals that hold a share of them: the lower tail of the
 * binomial distribution.
 */
export function chanceOfAtMost(hits: number, rows: number, share: number): number {
  let term = (1 - share) ** rows
  let sum = term
  for (let k = 0; k < hits; k++) {
    term *= ((rows - k) / (k + 1)) * (share / (1 - share))
    sum += term
  }
  return Math.min(1, sum)
}
