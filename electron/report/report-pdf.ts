import { formatTime } from '../../shared/format-time.ts'
import { complianceNames } from './compliance-names.ts'
import { gradeBand } from './grade-band.ts'
import { bandColours, colours } from './pdf-colours.ts'
import { undrawn } from './pdf-fonts.ts'
import { lineWidth, PdfPen } from './pdf-pen.ts'
import { drawTimeline } from './pdf-timeline.ts'
import type { ReportCheck, ReportDocument } from './report-document.ts'

const quiet = { colour: colours.quiet }
const posterBox = { width: 120, height: 150 }
const pictureBox = { width: 104, height: 104 }
const textIndent = 42
const pictureGap = 10
const captionHeight = 14

/** A report as PDF, A4: the same content and pictures as the HTML report, in an embedded font. */
export async function reportPdf(report: ReportDocument): Promise<Uint8Array> {
  const pen = new PdfPen(`${report.title}: Hookline report`, new Date(`${report.madeOn}T00:00:00Z`))
  head(pen, report)
  const left = undrawn(textsOf(report))
  if (left.length > 0) {
    pen.text(`This PDF has no letters for ${listed(left)}: each stands as ?. The HTML report shows them.`, {
      colour: bandColours.fair,
    })
  }
  for (const warning of report.warnings) pen.text(`Warning: ${warning}`, { colour: bandColours.fair })
  heading(pen, 'Draft')
  for (const [name, value] of report.facts) {
    pen.columns([
      { text: name, style: { ...quiet, indent: 0, width: 80 } },
      { text: value, style: { indent: 86, width: lineWidth - 86 } },
    ])
  }
  heading(pen, 'Timeline', 170)
  drawTimeline(pen, report.timeline)
  pen.text(
    'Evidence of checks below 70 of 100. Motion: share of the picture’s diagonal a second, on a square-root scale up to 100 %. Loudness: momentary, LUFS.',
    { ...quiet, size: 7.5 },
  )
  heading(pen, 'Checks', 170)
  for (const check of report.checks) drawCheck(pen, check, report.aspect)
  if (report.seen.length > 0) heading(pen, 'Text, asks and faces')
  for (const { time, name, note } of report.seen) {
    pen.columns([
      { text: time, style: { ...quiet, indent: 0, width: 100 } },
      { text: name, style: { indent: 104, width: 66 } },
      { text: note, style: { indent: 178, width: lineWidth - 178 } },
    ])
    pen.skip(2)
  }
  if (report.notJudged.length > 0) heading(pen, 'Not judged')
  for (const { label, reason } of report.notJudged) {
    pen.columns([
      { text: label, style: { indent: 0, width: 170 } },
      { text: reason, style: { indent: 178, width: lineWidth - 178 } },
    ])
    pen.skip(2)
  }
  heading(pen, `Limits of ${report.platform}`)
  for (const item of report.compliance) {
    const colour = {
      pass: bandColours.good,
      warn: bandColours.fair,
      fail: bandColours.poor,
      'not-judged': colours.quiet,
    }
    pen.columns([
      {
        text: complianceNames[item.status],
        style: { colour: colour[item.status], weight: 600, indent: 0, width: 58 },
      },
      { text: item.label, style: { weight: 600, indent: 62, width: 140 } },
      { text: item.measured ?? '–', style: { indent: 210, width: 110 } },
      { text: `limit ${item.limit}`, style: { indent: 328, width: lineWidth - 328 } },
    ])
    if (item.fix !== null) pen.text(`Fix: ${item.fix}`, { indent: 62 })
    pen.text(`${item.source}, looked up on ${item.checkedOn}`, { ...quiet, size: 7, indent: 62 })
    pen.skip(4)
  }
  heading(pen, 'What the numbers mean')
  for (const sentence of report.meaning) {
    pen.text(sentence)
    pen.skip(3)
  }
  return pen.finish()
}

/** Everything that is written in a report, without its pictures. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return []
  return Object.values(value).flatMap(textsOf)
}

function listed(words: readonly string[]): string {
  return new Intl.ListFormat('en').format(words)
}

function head(pen: PdfPen, report: ReportDocument): void {
  const top = pen.y
  const poster = within(posterBox, report.aspect)
  const indent = report.poster ? poster.width + 16 : 0
  if (report.poster) pen.image(report.poster, 0, top, poster)
  pen.text(report.title, { size: 18, weight: 600, indent })
  pen.text(`Hookline report for ${report.platform}, made on ${report.madeOn}`, { ...quiet, indent })
  pen.skip(10)
  const scores = [{ name: 'Overall', score: report.overall }, ...report.parts]
  pen.columns(
    scores.map(({ name }, i) => ({ text: name, style: { ...quiet, indent: indent + i * 88, width: 84 } })),
  )
  pen.columns(
    scores.map(({ score }, i) => ({
      text: score === null ? '–' : String(score),
      style: {
        size: 22,
        weight: 600,
        colour: score === null ? colours.quiet : bandColours[gradeBand(score / 100)],
        indent: indent + i * 88,
        width: 84,
      },
    })),
  )
  pen.columns(
    scores.map(({ score }, i) => ({
      text: score === null ? 'not judged' : 'of 100',
      style: { ...quiet, size: 8, indent: indent + i * 88, width: 84 },
    })),
  )
  if (report.poster) pen.y = Math.max(pen.y, top + poster.height)
}

/** A heading stays with what follows it. */
function heading(pen: PdfPen, text: string, followedBy = 60): void {
  pen.skip(14)
  pen.need(followedBy + 20)
  pen.text(text, { size: 13, weight: 600 })
  pen.skip(4)
}

function drawCheck(
  pen: PdfPen,
  { label, part, grade, weight, evidence, fix }: ReportCheck,
  aspect: number,
): void {
  const pictured = evidence.filter(({ picture }) => picture !== null)
  const shown = within(pictureBox, aspect)
  const captionWidth = Math.max(shown.width, 62)
  const inRow = Math.floor((lineWidth - textIndent + pictureGap) / (captionWidth + pictureGap))
  pen.need(34 + (pictured.length > 0 ? shown.height + captionHeight : 0))
  const inBand = { colour: bandColours[gradeBand(grade)], weight: 600 } as const
  pen.columns([
    { text: String(Math.round(grade * 100)), style: { ...inBand, indent: 0, width: 38 } },
    { text: label, style: { weight: 600, indent: textIndent, width: lineWidth - textIndent - 140 } },
    { text: `${part}, weight ${weight}`, style: { ...quiet, size: 8, indent: lineWidth - 132, width: 132 } },
  ])
  for (const { time, note } of evidence) pen.text(`${time}  ${note}`, { indent: textIndent })
  for (let first = 0; first < pictured.length; first += inRow) {
    pen.need(shown.height + captionHeight)
    const top = pen.y + 2
    pictured.slice(first, first + inRow).forEach(({ picture }, i) => {
      const indent = textIndent + i * (captionWidth + pictureGap)
      pen.image(picture!.jpeg, indent, top, shown)
      pen.y = top + shown.height + 1
      pen.text(`at ${formatTime(picture!.timeS)}`, { ...quiet, size: 7, indent, width: captionWidth })
    })
  }
  if (fix !== null) pen.text(`Fix: ${fix}`, { indent: textIndent })
  pen.skip(7)
}

/** The largest size of a picture in a box. */
function within(box: { width: number; height: number }, aspect: number): { width: number; height: number } {
  return box.width / box.height > aspect
    ? { width: box.height * aspect, height: box.height }
    : { width: box.width, height: box.width / aspect }
}
