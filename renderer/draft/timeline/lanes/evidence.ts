import { scorePartIds, type ScorePartId } from '../../../../shared/contract/score.ts'
import { gradeOf } from '../../../ui/score.tsx'
import { partLabels } from '../../../ui/wording.ts'
import type { EvidenceMark, EvidenceRows } from '../evidence-rows.ts'
import type { Lane, LaneNote } from '../lane.ts'
import { visibleSpans } from './spans.ts'

const gapPx = 3

/** What speaks against the draft, by part of the score, in the colour of its grade. */
export const evidenceLane: Lane = {
  id: 'evidence',
  label: 'Evidence',
  legend: () =>
    'Where checks found something to gain: hook on top, then content, then call to action. Colour: grade. A line along a part’s foot: the whole draft.',
  rows: ({ evidence }, heightPx) => {
    const { topOf, rowPx } = layoutOf(evidence, heightPx)
    return scorePartIds.map((part) => ({
      label: partLabels[part],
      middlePx: topOf(part, 0) + (evidence.rowsOf[part] * rowPx) / 2,
    }))
  },
  heightPx: 48,
  leastHeightPx: 30,
  missing: ({ evidence }) => (evidence.marks.length === 0 ? 'Nothing to gain was found' : null),
  draw(surface, { evidence }) {
    const { ctx, view, heightPx, colours } = surface
    const { topOf, rowPx, footOf } = layoutOf(evidence, heightPx)
    const spans = evidence.marks.map((mark) => ({ ...mark.evidence, mark }))
    for (const { span, x, width } of visibleSpans(surface, spans, 4)) {
      const { part, row, grade } = span.mark
      if (row === null) continue
      ctx.fillStyle = colours[gradeOf(grade * 100)]
      ctx.globalAlpha = 0.9
      ctx.beginPath()
      ctx.roundRect(x, topOf(part, row), width - 1, rowPx - 1, 2)
      ctx.fill()
      ctx.globalAlpha = 1
    }
    for (const part of scorePartIds) {
      // What speaks against the whole draft is a line at the foot of its part.
      const whole = evidence.marks.filter((mark) => mark.part === part && mark.row === null)
      const worst = Math.min(...whole.map(({ grade }) => grade))
      ctx.fillStyle = whole.length > 0 ? colours[gradeOf(worst * 100)] : colours.line
      ctx.globalAlpha = whole.length > 0 ? 0.6 : 1
      ctx.fillRect(0, Math.round(footOf(part)), view.widthPx, 1)
      ctx.globalAlpha = 1
    }
  },
  noteAt({ timeS, yPx, heightPx, withinS }, { evidence }) {
    const { topOf, rowPx } = layoutOf(evidence, heightPx)
    const hit = evidence.marks.findLast(
      (mark) =>
        mark.row !== null &&
        yPx >= topOf(mark.part, mark.row) &&
        yPx < topOf(mark.part, mark.row) + rowPx &&
        timeS >= mark.evidence.startS - withinS &&
        timeS <= mark.evidence.endS + withinS,
    )
    return hit ? evidenceNote(hit) : null
  },
  marks: ({ evidence }) => evidence.marks.map(evidenceNote),
}

/** Where rows stand: parts from top to bottom with a gap between, rows of one height. */
function layoutOf(
  { rowsOf }: EvidenceRows,
  heightPx: number,
): {
  rowPx: number
  topOf: (part: ScorePartId, row: number) => number
  footOf: (part: ScorePartId) => number
} {
  const rows = scorePartIds.reduce((sum, part) => sum + rowsOf[part], 0)
  const rowPx = (heightPx - gapPx * scorePartIds.length) / rows
  const firstRow = (part: ScorePartId): number =>
    scorePartIds.slice(0, scorePartIds.indexOf(part)).reduce((sum, one) => sum + rowsOf[one], 0)
  const topOf = (part: ScorePartId, row: number): number =>
    gapPx / 2 + (firstRow(part) + row) * rowPx + scorePartIds.indexOf(part) * gapPx
  return { rowPx, topOf, footOf: (part) => topOf(part, rowsOf[part]) }
}

function evidenceNote({ part, checkId, label, grade, evidence, fix }: EvidenceMark): LaneNote {
  return {
    title: `${partLabels[part]}: ${label}, ${gradeOf(grade * 100)} (${Math.round(grade * 100)})`,
    detail: fix ? `${evidence.note}. ${fix}` : evidence.note,
    startS: evidence.startS,
    endS: evidence.endS,
    isMark: true,
    checkId,
    ...(evidence.box && { box: evidence.box }),
  }
}
