import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkRows } from '../../renderer/compare/check-rows.ts'
import { correction } from '../../renderer/compare/in-step.ts'
import type { CheckResult, Score } from '../../shared/contract/score.ts'
import { scoreOfChecks } from '../scoring/nothing-found.ts'

const check = (id: string, grade: number): CheckResult => ({
  id,
  label: id,
  grade,
  weight: 1,
  evidence: [],
  fix: null,
})
const scored = (hook: CheckResult[], content: CheckResult[] = []): Score => scoreOfChecks({ hook, content })

describe('the rows of compared checks', () => {
  it('come with what tells the renders apart most first', () => {
    const rows = checkRows([
      scored([check('pace', 0.5), check('sound', 0.2)], [check('noise', 0.9)]),
      scored([check('pace', 0.6), check('sound', 0.9)], [check('noise', 0.9)]),
    ])
    expect(rows.map(({ id }) => id)).toEqual(['sound', 'pace', 'noise'])
    expect(rows[0]!.spread).toBeCloseTo(0.7)
  })

  it('leave a render blank that was not judged, or failed, and never count it as a bad grade', () => {
    const [row] = checkRows([scored([check('pace', 0.8)]), scored([]), null])
    expect(row!.results.map((result) => result?.grade ?? null)).toEqual([0.8, null, null])
    expect(row!.spread).toBe(0)
  })
})

describe('a player beside the common clock', () => {
  it('is brought back: by a jump when far off, else by a speed that shrinks its drift without overshooting', () => {
    fc.assert(
      fc.property(fc.double({ min: -5, max: 5, noNaN: true }), (driftS) => {
        const { jump, rate } = correction(driftS)
        if (jump) return Math.abs(driftS) > 0.1
        const afterS = driftS + (rate - 1) * 0.5
        return rate >= 0.9 && rate <= 1.1 && Math.abs(afterS) <= Math.abs(driftS) && afterS * driftS >= 0
      }),
    )
  })
})
