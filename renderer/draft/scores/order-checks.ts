import {
  scorePartIds,
  type CheckResult,
  type Score,
  type ScorePartId,
} from '../../../shared/contract/score.ts'

export interface PartCheck extends CheckResult {
  part: ScorePartId
}

/** How much better the draft could do here: what is missing to the best grade, times the weight of the check. */
export function gainOf({ grade, weight }: Pick<CheckResult, 'grade' | 'weight'>): number {
  return (1 - grade) * weight
}

/** The checks of one part or of all, what would gain most first; those with nothing to gain by weight. */
export function orderedChecks(score: Pick<Score, ScorePartId>, part: ScorePartId | 'all'): PartCheck[] {
  const parts = part === 'all' ? scorePartIds : [part]
  return parts
    .flatMap((id) => score[id].checks.map((check) => ({ ...check, part: id })))
    .sort((a, b) => gainOf(b) - gainOf(a) || b.weight - a.weight || a.id.localeCompare(b.id))
}
