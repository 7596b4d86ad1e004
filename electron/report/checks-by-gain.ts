import { scorePartIds, type CheckResult, type Score, type ScorePartId } from '../../shared/contract/score.ts'

/** The checks of a score with their part, what would gain most first. */
export function checksByGain(score: Score): { part: ScorePartId; check: CheckResult }[] {
  const gain = ({ grade, weight }: CheckResult): number => (1 - grade) * weight
  return scorePartIds
    .flatMap((part) => score[part].checks.map((check) => ({ part, check })))
    .toSorted((a, b) => gain(b.check) - gain(a.check))
}
