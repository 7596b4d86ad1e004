import type { Comparison } from '../../shared/contract/compare.ts'
import { scorePartIds, type CheckResult, type Score, type ScoreFailure } from '../../shared/contract/score.ts'

/** Sets every scored draft against the first scored one. */
export function compareScores(drafts: readonly (Score | ScoreFailure)[]): Comparison {
  const scores = drafts.filter((draft) => 'overall' in draft)
  const [first, ...rest] = scores
  return {
    drafts: [...drafts],
    differences: first ? rest.map((later) => differenceOf(first, later)) : [],
    strongestHook: strongestHook(scores),
  }
}

function differenceOf(first: Score, later: Score): Comparison['differences'][number] {
  const before = new Map(checksOf(first).map((check) => [check.id, check]))
  const checks = checksOf(later).flatMap((check) => {
    const other = before.get(check.id)
    if (!other) return [] // judged in one of them only: there is nothing to subtract
    const difference = round(check.grade - other.grade)
    return Math.abs(difference) < 0.01
      ? []
      : [{ id: check.id, label: check.label, first: other.grade, later: check.grade, difference }]
  })
  return {
    file: later.file,
    overall: change(first.overall, later.overall),
    hook: change(first.hook.score, later.hook.score),
    content: change(first.content.score, later.content.score),
    cta: change(first.cta.score, later.cta.score),
    checks: checks.toSorted(
      (a, b) => Math.abs(b.difference) - Math.abs(a.difference) || a.id.localeCompare(b.id),
    ),
  }
}

function checksOf(score: Score): CheckResult[] {
  return scorePartIds.flatMap((part) => score[part].checks)
}

function change(first: number | null, later: number | null): Comparison['differences'][number]['overall'] {
  return { first, later, difference: first === null || later === null ? null : later - first }
}

function strongestHook(scores: readonly Score[]): string | null {
  const ranked = scores.filter((s) => s.hook.score !== null).toSorted((a, b) => b.hook.score! - a.hook.score!)
  const [best, next] = ranked
  if (!best || !next || best.hook.score === next.hook.score) return null
  return best.file
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4
}
