import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { scoreTable } from '../../../electron/engine/resources/score-table.ts'
import type { CheckResult, Score } from '../../../shared/contract/score.ts'

function check(changes: Partial<CheckResult>): CheckResult {
  return { id: 'loudness', label: 'Loudness', grade: 0.5, weight: 2, evidence: [], fix: null, ...changes }
}

function scoreWith(checks: CheckResult[]): Score {
  const none = { score: null, checks: [] }
  return {
    file: '/drafts/a.mp4',
    platform: 'tiktok',
    overall: 50,
    hook: none,
    content: { score: 50, checks },
    cta: none,
    compliance: [],
    covers: [],
    prediction: null,
    warnings: [],
    omitted: [{ id: 'speech', reason: 'speech is not read yet' }],
    provisional: false,
    rubricVersion: '1',
  }
}

function parsed(table: string): Record<string, string>[] {
  expect(table.startsWith('\uFEFF')).toBe(true)
  const { data, errors } = Papa.parse<Record<string, string>>(table.slice(1), {
    header: true,
    skipEmptyLines: true,
  })
  expect(errors).toEqual([])
  return data
}

describe('the table of checks', () => {
  it('carries grade, weight, evidence and fix, and says what was not judged', () => {
    const evidence = [
      { startS: 1, endS: 2.5, note: 'too "quiet", here' },
      { startS: 4, endS: 4, note: 'and\nhere' },
    ]
    const [row, omitted] = parsed(scoreTable(scoreWith([check({ evidence, fix: 'Raise it by 3 dB.' })])))
    expect(row).toEqual({
      part: 'content',
      id: 'loudness',
      check: 'Loudness',
      grade: '0.5',
      weight: '2',
      evidence: '1.00–2.50 s: too "quiet", here\n4.00 s: and\nhere',
      fix: 'Raise it by 3 dB.',
    })
    expect(omitted).toMatchObject({
      id: 'speech',
      grade: '',
      evidence: 'not judged: speech is not read yet',
    })
  })

  it('has no cell that a spreadsheet runs as a formula, on however many lines', () => {
    const beginning = fc.constantFrom('=', '+', '-', '@', ' =', '\t', '\r', '\n=', '＝')
    fc.assert(
      fc.property(beginning, fc.string(), fc.constantFrom('', '\n', '\r\n=B1'), (first, middle, last) => {
        const text = `${first}${middle}${last}`
        const [row] = parsed(scoreTable(scoreWith([check({ label: text, fix: text })])))
        for (const cell of [row!.check!, row!.fix!]) expect(cell.startsWith("'")).toBe(true)
      }),
    )
  })
})
