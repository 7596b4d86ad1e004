import { quantileOfSorted } from './quantile.ts'

export type OutcomeClass = 'low' | 'medium' | 'high'
export const outcomeClasses: readonly OutcomeClass[] = ['low', 'medium', 'high']

/** Where the lower and the upper third of an account's outcomes end. */
export type Terciles = readonly [number, number]

export function tercilesOf(outcomes: ArrayLike<number>): Terciles {
  const sorted = Float64Array.from(outcomes).sort()
  return [quantileOfSorted(sorted, 1 / 3), quantileOfSorted(sorted, 2 / 3)]
}

export function classOf(outcome: number, [lower, upper]: Terciles): OutcomeClass {
  return outcome <= lower ? 'low' : outcome <= upper ? 'medium' : 'high'
}

/**
 * How likely each third is, when what comes differs from what is expected as it did on held-out posts.
 *
 * @param residuals sorted, held-out; all three on one scale
 */
export function classChances(
  expected: number,
  residuals: Float64Array,
  [lower, upper]: Terciles,
): Record<OutcomeClass, number> {
  const atMost = (value: number): number => countAtMost(residuals, value - expected) / residuals.length
  const low = atMost(lower)
  const notHigh = Math.max(low, atMost(upper))
  return { low, medium: notHigh - low, high: 1 - notHigh }
}

export function likeliest(chances: Record<OutcomeClass, number>): OutcomeClass {
  return outcomeClasses.reduce((best, one) => (chances[one] > chances[best] ? one : best))
}

function countAtMost(sorted: Float64Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! <= value) low = middle + 1
    else high = middle
  }
  return low
}

/** How well forecast classes meet those that came: over all, and of those forecast high how many were, and of the high how many. */
export interface ClassFigures {
  accuracy: number
  precisionHigh: number | null
  recallHigh: number | null
}

export function classFigures(
  actual: readonly OutcomeClass[],
  forecast: readonly OutcomeClass[],
): ClassFigures {
  const count = (is: (actual: OutcomeClass, forecast: OutcomeClass) => boolean): number =>
    actual.reduce((sum, one, i) => sum + (is(one, forecast[i]!) ? 1 : 0), 0)
  const both = count((a, f) => a === 'high' && f === 'high')
  const ratio = (part: number, all: number): number | null => (all > 0 ? part / all : null)
  return {
    accuracy: count((a, f) => a === f) / actual.length,
    precisionHigh: ratio(
      both,
      count((_, f) => f === 'high'),
    ),
    recallHigh: ratio(
      both,
      count((a) => a === 'high'),
    ),
  }
}
