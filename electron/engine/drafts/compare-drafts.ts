import type { DraftComparison } from '../../../shared/contract/drafts.ts'
import type { Score, ScoreFailure } from '../../../shared/contract/score.ts'
import { compareScores } from '../compare.ts'

/** A draft of the library with its score, or why it has none. */
export interface ComparedDraft {
  id: string
  result: Score | ScoreFailure
}

/** Sets drafts against the first one and says whose opening is strongest, and why. */
export function compareDrafts(drafts: readonly ComparedDraft[]): DraftComparison {
  const strongest = strongestOpening(drafts)
  return {
    ids: drafts.map(({ id }) => id),
    comparison: compareScores(drafts.map(({ result }) => result)),
    opening: {
      strongestId: strongest?.id ?? null,
      reasons: strongest ? reasonsFor(strongest, drafts) : [],
    },
  }
}

function strongestOpening(drafts: readonly ComparedDraft[]): ComparedDraft | null {
  const [best, next] = drafts
    .filter((draft) => hookOf(draft) !== null)
    .toSorted((a, b) => hookOf(b)! - hookOf(a)!)
  return !best || !next || hookOf(best) === hookOf(next) ? null : best
}

function hookOf({ result }: ComparedDraft): number | null {
  return 'overall' in result ? result.hook.score : null
}

/** Hook checks in which a draft is ahead of the mean of those others that were judged in it, the largest lead first. */
function reasonsFor(
  strongest: ComparedDraft,
  drafts: readonly ComparedDraft[],
): DraftComparison['opening']['reasons'] {
  if (!('overall' in strongest.result)) return []
  const others = drafts.flatMap(({ result }) =>
    result !== strongest.result && 'overall' in result ? [result] : [],
  )
  return strongest.result.hook.checks
    .flatMap(({ id, label, grade }) => {
      const grades = others.flatMap((other) =>
        other.hook.checks.filter((check) => check.id === id).map((check) => check.grade),
      )
      if (grades.length === 0) return []
      const mean = grades.reduce((sum, value) => sum + value, 0) / grades.length
      return [{ checkId: id, label, strongest: grade, others: Math.round(mean * 1e4) / 1e4 }]
    })
    .filter((reason) => reason.strongest - reason.others >= 0.01)
    .toSorted((a, b) => b.strongest - b.others - (a.strongest - a.others))
}
