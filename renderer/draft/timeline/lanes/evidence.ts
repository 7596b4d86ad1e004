import { scorePartIds, type ScorePartId } from '../../../../shared/contract/score.ts'
import { gradeOf } from '../../../ui/score.tsx'
import { partLabels } from '../../../ui/wording.ts'
import type { EvidenceMark, EvidenceRows } from '../evidence-rows.ts'
import type { Lane, LaneNote } from '../lane.ts'
import { visibleSpans } from './spans.ts'

const gapPx = 3
const shortLabels: Readonly<Record<ScorePartId, string>> = { hook: 'Hook', content: 'Content', cta: 'Ask' }
/** A mark over nearly all of the draft says nothing about when, and stands back. */
const wholeShare = 0.9

/** What speaks against the draft, by part of the score, in the colour of its grade. */
export const evidenceLane: Lane = {
  id: 'evidence',
  label: 'Evidence',
  legend: () =>
    'Where checks found something to gain: hook on top, then content, then call to action. Colour: grade.',
  rows: ({ evidence }, heightPx) => {
    const { topOf, rowPx } = layoutOf(evidence, heightPx)
    return scorePartIds.map((part) => ({
      label: shortLabels[part],
      middlePx: topOf({ part, row: 0 }) + (evidence.rowsOf[part] * rowPx) / 2,
    }))
  },
  heightPx: 48,
  leastHeightPx: 30,
  missing: ({ evidence }) => (evidence.marks.length === 0 ? 'Nothing to gain was found' : null),
  draw(surface, { evidence, durationS }) {
    const { ctx, heightPx, colours } = surface
    const { topOf, rowPx } = layoutOf(evidence, heightPx)
    const spans = evidence.marks.map((mark) => ({ ...mark.evidence, mark }))
    for (const { span, x, width } of visibleSpans(surface, spans, 4)) {
      const { mark } = span
      ctx.fillStyle = colours[gradeOf(mark.grade * 100)]
      ctx.globalAlpha = span.endS - span.startS > wholeShare * durationS ? 0.3 : 0.9
      ctx.beginPath()
      ctx.roundRect(x, topOf(mark), width - 1, rowPx - 1, 2)
      ctx.fill()
      ctx.globalAlpha = 1
    }
    ctx.fillStyle = colours.line
    for (const part of ['content', 'cta'] as const)
      ctx.fillRect(0, Math.round(topOf({ part, row: 0 }) - gapPx / 2) - 1, surface.view.widthPx, 1)
  },
  noteAt({ timeS, yPx, heightPx, withinS }, { evidence }) {
    const { topOf, rowPx } = layoutOf(evidence, heightPx)
    const hit = evidence.marks.findLast(
      (mark) =>
        yPx >= topOf(mark) &&
        yPx < topOf(mark) + rowPx &&
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
): { rowPx: number; topOf: (mark: Pick<EvidenceMark, 'part' | 'row'>) => number } {
  const rows = scorePartIds.reduce((sum, part) => sum + rowsOf[part], 0)
  const rowPx = (heightPx - gapPx * 3) / rows
  const firstRow = (part: ScorePartId): number =>
    scorePartIds.slice(0, scorePartIds.indexOf(part)).reduce((sum, one) => sum + rowsOf[one], 0)
  return {
    rowPx,
    topOf: ({ part, row }) => gapPx / 2 + (firstRow(part) + row) * rowPx + scorePartIds.indexOf(part) * gapPx,
  }
}

function evidenceNote({ part, checkId, label, grade, evidence, fix }: EvidenceMark): LaneNote {
  return {
    title: `${partLabels[part]}: ${label}, ${gradeOf(grade * 100)} (${Math.round(grade * 100)})`,
    detail: fix ? `${evidence.note}. ${fix}` : evidence.note,
    startS: evidence.startS,
    endS: evidence.endS,
    isMark: true,
    checkId,
  }
}
