import type { CheckResult } from '../../shared/contract/score.ts'
import type { CurveSettings, Rubric } from './rubric.ts'

/**
 * The score of one part from its judged checks, 1 to 100; null when there are none.
 *
 * 0. Where little of the part's weight could be judged (a clip of a second has no middle and no ending), ordinary grades
 *    (the pivot) are added up to `settledShare` of that weight: what is not known is taken to be as in other drafts.
 * 1. m = weighted mean of the grades in which a fault costs more than an equal merit gains (`severeMean`).
 * 2. Each critical check with grade g leaves `leaves + (1 − leaves) · g` of it, so that a fatal fault (nothing to see,
 *    nothing to hear) can't be averaged away by what happens to be in order beside it.
 * 3. The contrast curve spreads the result: means of many grades bunch in the middle, people read a scale from 1 to 100.
 * 4. 1 + 99 times that, rounded.
 *
 * @param weightOfAll the weight of all checks of the part, judged or not, without those that a person left out
 */
export function partScore(
  checks: readonly Pick<CheckResult, 'id' | 'grade' | 'weight'>[],
  rubric: Rubric,
  weightOfAll = 0,
): number | null {
  const weight = checks.reduce((sum, check) => sum + check.weight, 0)
  if (!(weight > 0)) return null
  const { severity, pivot, settledShare } = rubric.curve
  const fatal = checks.filter(({ id, weight }) => weight > 0 && rubric.checks[id]?.critical)
  // A fatal fault settles a part by itself: nothing that is unknown beside it speaks for the draft.
  const trust = fatal.reduce((product, { grade }) => product * grade, 1)
  const unknown = { grade: pivot, weight: trust * Math.max(0, settledShare * weightOfAll - weight) }
  let value = severeMean([...checks, unknown], severity)
  for (const { id, grade } of fatal) {
    const { leaves } = rubric.checks[id]!.critical!
    value *= leaves + (1 - leaves) * grade
  }
  return Math.round(1 + 99 * contrastCurve(value, rubric.curve))
}

/**
 * The weighted quasi-arithmetic mean (Kolmogorov 1930) of f(g) = log(1 + severity · g): equal grades give that grade, a 0
 * among 1s takes away more than its weight. Unlike the geometric mean it has no cliff at 0.
 */
export function severeMean(
  checks: readonly Pick<CheckResult, 'grade' | 'weight'>[],
  severity: number,
): number {
  let sum = 0
  let weight = 0
  for (const check of checks) {
    sum += check.weight * Math.log1p(severity * check.grade)
    weight += check.weight
  }
  return Math.min(1, Math.expm1(sum / weight) / severity)
}

/**
 * A monotone curve through (0, 0), (pivot, ½) and (1, 1): the odds of `value` against those of the pivot, raised to
 * `steepness`. 1 is the gentlest; at the pivot its slope is `steepness / (4 · pivot · (1 − pivot))`.
 */
export function contrastCurve(value: number, { pivot, steepness }: CurveSettings): number {
  if (!(value > 0)) return 0
  if (value >= 1) return 1
  const odds = ((value / (1 - value)) * (1 - pivot)) / pivot
  return 1 / (1 + odds ** -steepness)
}

/** The overall score: the parts' scores by the rubric's weights, over the parts that could be judged. */
export function overallScore(
  parts: Record<keyof Rubric['parts'], number | null>,
  rubric: Rubric,
): number | null {
  let sum = 0
  let weight = 0
  for (const [part, score] of Object.entries(parts) as [keyof Rubric['parts'], number | null][]) {
    if (score === null) continue
    sum += rubric.parts[part].weight * score
    weight += rubric.parts[part].weight
  }
  return weight > 0 ? Math.round(sum / weight) : null
}
