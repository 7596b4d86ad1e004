import type { ScorePartId } from '../../shared/contract/score.ts'
import type { RubricOutline, Settings } from '../../shared/contract/settings.ts'

/** The settings' check weights with one of them set; at the rubric's own weight it is left out. */
export function withCheckWeight(
  weights: Settings['checkWeights'],
  rubric: RubricOutline,
  id: string,
  weight: number,
): Settings['checkWeights'] {
  const own = rubric.checks.find((check) => check.id === id)?.weight
  const others = Object.entries(weights).filter(([other]) => other !== id)
  return Object.fromEntries(weight === own ? others : [...others, [id, weight]])
}

/** The settings' part weights with one of them set; at the rubric's own weight it is left out. */
export function withPartWeight(
  weights: Settings['partWeights'],
  rubric: RubricOutline,
  id: ScorePartId,
  weight: number,
): Settings['partWeights'] {
  const own = rubric.parts.find((part) => part.id === id)?.weight
  const others = Object.entries(weights).filter(([other]) => other !== id)
  return Object.fromEntries(weight === own ? others : [...others, [id, weight]])
}

/** What each part counts of the whole, in per cent. */
export function partShares(
  weights: Settings['partWeights'],
  rubric: RubricOutline,
): { id: ScorePartId; weight: number; percent: number }[] {
  const parts = rubric.parts.map(({ id, weight }) => ({ id, weight: weights[id] ?? weight }))
  const sum = parts.reduce((total, { weight }) => total + weight, 0)
  return parts.map((part) => ({ ...part, percent: sum === 0 ? 0 : Math.round((part.weight / sum) * 100) }))
}
