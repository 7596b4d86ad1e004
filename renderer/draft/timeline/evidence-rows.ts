import { scorePartIds, type Evidence, type Score, type ScorePartId } from '../../../shared/contract/score.ts'

/** A stretch of the draft that speaks against it, and where it is drawn. */
export interface EvidenceMark {
  part: ScorePartId
  checkId: string
  label: string
  grade: number
  fix: string | null
  evidence: Evidence
  /** 0 is the upper row of its part; null: it covers the whole draft and says nothing about when. */
  row: number | null
}

export interface EvidenceRows {
  marks: readonly EvidenceMark[]
  rowsOf: Readonly<Record<ScorePartId, number>>
}

export const mostRowsOfPart = 3
const wholeShare = 0.95

/**
 * The evidence of all checks that leave something to gain, laid out in rows of its part such that no two marks of a row
 * overlap. What would gain most is laid first and so stands on top; what finds no free row shares the last.
 */
export function evidenceRows(score: Pick<Score, ScorePartId>, durationS: number): EvidenceRows {
  const marks: EvidenceMark[] = []
  const rowsOf: Record<ScorePartId, number> = { hook: 1, content: 1, cta: 1 }
  for (const part of scorePartIds) {
    const ends: { startS: number; endS: number }[][] = []
    const wanting = score[part].checks
      .filter(({ fix }) => fix !== null)
      .toSorted((a, b) => (1 - b.grade) * b.weight - (1 - a.grade) * a.weight)
    for (const { id, label, grade, fix, evidence } of wanting) {
      for (const one of evidence) {
        const mark = { part, checkId: id, label, grade, fix, evidence: one }
        if (one.endS - one.startS > wholeShare * durationS) {
          marks.push({ ...mark, row: null })
          continue
        }
        const free = ends.findIndex((row) => row.every((other) => !overlap(one, other)))
        const row = free >= 0 ? free : Math.min(ends.length, mostRowsOfPart - 1)
        ;(ends[row] ??= []).push(one)
        marks.push({ ...mark, row })
      }
    }
    rowsOf[part] = Math.max(1, ends.length)
  }
  return { marks, rowsOf }
}

function overlap(a: { startS: number; endS: number }, b: { startS: number; endS: number }): boolean {
  return a.startS < b.endS && b.startS < a.endS
}
