import { describe, expect, it } from 'vitest'
import { compareDrafts } from '../../../electron/engine/drafts/compare-drafts.ts'
import type { Score } from '../../../shared/contract/score.ts'
import { scoreOfChecks } from '../../scoring/nothing-found.ts'

/** A score with hook checks of these grades. */
function score(hook: number | null, grades: Record<string, number>, file = '/a.mp4'): Score {
  const checks = Object.entries(grades).map(([id, grade]) => ({
    id,
    label: `label of ${id}`,
    grade,
    weight: 1,
    evidence: [],
    fix: null,
  }))
  return scoreOfChecks({}, { file, hook: { score: hook, checks } })
}

describe('drafts set against each other', () => {
  it('name the strongest opening and what it is ahead in, against the mean of the others, the largest lead first', () => {
    const { opening, ids, comparison } = compareDrafts([
      // Two exports of one path: only their ids tell them apart.
      { id: 'a', result: score(40, { cut: 0.2, light: 0.9, sound: 0.5 }) },
      { id: 'b', result: score(80, { cut: 0.8, light: 0.9, sound: 1, face: 1 }) },
      { id: 'c', result: score(60, { cut: 0.6, light: 1, sound: 0 }) },
    ])
    expect(ids).toEqual(['a', 'b', 'c'])
    expect(comparison.differences).toHaveLength(2)
    expect(opening).toEqual({
      strongestId: 'b',
      reasons: [
        { checkId: 'sound', label: 'label of sound', strongest: 1, others: 0.25 },
        { checkId: 'cut', label: 'label of cut', strongest: 0.8, others: 0.4 },
      ],
    })
  })

  it('name none on a tie, and none where only one could be judged', () => {
    const tie = [
      { id: 'a', result: score(80, { cut: 1 }) },
      { id: 'b', result: score(80, { cut: 0 }) },
    ]
    expect(compareDrafts(tie).opening).toEqual({ strongestId: null, reasons: [] })
    const failure = { file: '/b.mp4', error: { code: 'corrupt' as const, message: 'broken', hint: null } }
    const one = [
      { id: 'a', result: score(80, { cut: 1 }) },
      { id: 'b', result: failure },
      { id: 'c', result: score(null, {}) },
    ]
    expect(compareDrafts(one).opening).toEqual({ strongestId: null, reasons: [] })
    expect(compareDrafts(one).comparison.drafts[1]).toEqual(failure)
  })
})
