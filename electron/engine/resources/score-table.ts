import Papa from 'papaparse'
import { scorePartIds, type CheckResult, type Score } from '../../../shared/contract/score.ts'

const columns = ['part', 'id', 'check', 'grade', 'weight', 'evidence', 'fix'] as const

/**
 * The checks of a score as CSV (RFC 4180) that spreadsheet programs open rightly: UTF-8 with the mark that Excel looks
 * for, and no cell that one would run as a formula. Those not judged have no grade and say why.
 */
export function scoreTable(score: Score): string {
  const judged = scorePartIds.flatMap((part) => score[part].checks.map((check) => row(part, check)))
  const notJudged = score.omitted.map(({ id, reason }) => ({
    part: '',
    id,
    check: '',
    grade: '',
    weight: '',
    evidence: `not judged: ${reason}`,
    fix: '',
  }))
  const csv = Papa.unparse([...judged, ...notJudged], {
    columns: [...columns],
    newline: '\r\n',
    escapeFormulae: likeFormula,
  })
  return `${byteOrderMark}${csv}\r\n`
}

/**
 * Beginnings that spreadsheets take for a formula, also after blanks and in full width (OWASP, CSV Injection). Such a cell gets an apostrophe in front: "this is text". Papaparse's own pattern lets
 * cells of several lines through.
 */
const likeFormula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/

const byteOrderMark = '\uFEFF'

function row(
  part: string,
  { id, label, grade, weight, evidence, fix }: CheckResult,
): Record<(typeof columns)[number], string | number> {
  return {
    part,
    id,
    check: label,
    grade,
    weight,
    evidence: evidence
      .map(({ startS, endS, note }) =>
        `${startS.toFixed(2)}${endS > startS ? `–${endS.toFixed(2)}` : ''} s: ${note}`.trim(),
      )
      .join('\n'),
    fix: fix ?? '',
  }
}
