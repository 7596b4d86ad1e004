import { scorePartIds, type CheckResult, type Score, type ScorePartId } from '../../shared/contract/score.ts'

/** One check over all renders. */
export interface CheckRow {
  id: string
  label: string
  part: ScorePartId
  /** In the order of the renders; null where it was not judged. */
  results: readonly (CheckResult | null)[]
  /** Greatest grade less least one, 0 to 1. */
  spread: number
}

/** Checks judged in at least one render, those that tell the renders apart most first. A failed render is null. */
export function checkRows(scores: readonly (Score | null)[]): CheckRow[] {
  const rows = scorePartIds.flatMap((part) => {
    const ids = new Set(scores.flatMap((score) => score?.[part].checks.map((check) => check.id) ?? []))
    return [...ids].map((id): CheckRow => {
      const results = scores.map((score) => score?.[part].checks.find((check) => check.id === id) ?? null)
      const judged = results.filter((result) => result !== null)
      const grades = judged.map(({ grade }) => grade)
      return { id, part, label: judged[0]!.label, results, spread: Math.max(...grades) - Math.min(...grades) }
    })
  })
  return rows.toSorted((a, b) => b.spread - a.spread)
}
