import { gradeBand } from './grade-band.ts'
import { bandColours, colours } from './pdf-colours.ts'
import { lineWidth, type PdfPen } from './pdf-pen.ts'
import {
  evidenceRowCount,
  loudnessLane,
  type Curve,
  type ReportTimeline,
  type Stretch,
} from './report-timeline.ts'
import { shortTime } from './timeline-svg.ts'

const namesWidth = 54
const scaleWidth = 18
const width = lineWidth - namesWidth - scaleWidth
const gap = 6
const lanes = { evidence: 27, shots: 14, motion: 42, loudness: 42 }

const evidenceRowHeight = lanes.evidence / evidenceRowCount

/** Draws the timeline where the pen is: the same lanes as in the HTML report. */
export function drawTimeline(pen: PdfPen, timeline: ReportTimeline): void {
  const { doc } = pen
  const height = lanes.evidence + lanes.shots + lanes.motion + lanes.loudness + 3 * gap
  pen.need(height + 20)
  const left = pen.left + namesWidth
  const top = pen.y
  const x = (share: number): number => left + share * width
  const rect = ({ from, to }: Stretch, y: number, tall: number, colour: string, opacity = 1): void => {
    doc
      .rect(x(from), y, Math.max(0.8, (to - from) * width), tall)
      .fillOpacity(opacity)
      .fill(colour)
      .fillOpacity(1)
  }
  const rule = (x1: number, y1: number, x2: number, y2: number): void => {
    doc.moveTo(x1, y1).lineTo(x2, y2).lineWidth(0.4).stroke(colours.line)
  }
  const label = (text: string, y: number, indent = 0, size = 7.5): void => {
    pen.y = y
    pen.text(text, { size, indent, width: 60, colour: colours.quiet })
  }

  rect({ from: 0, to: timeline.hookShare }, top, height, colours.hook)
  for (const timeS of timeline.ticksS) {
    const at = x(timeS / timeline.durationS)
    rule(at, top, at, top + height)
    label(shortTime(timeS), top + height + 3, at - pen.left - 6, 7)
  }
  const shotsY = top + lanes.evidence + gap
  const motionY = shotsY + lanes.shots + gap
  const loudnessY = motionY + lanes.motion + gap
  label('Evidence', top + 8)
  for (const mark of timeline.evidence)
    rect(mark, top + mark.row * evidenceRowHeight, evidenceRowHeight - 1, bandColours[gradeBand(mark.grade)])
  label('Shots', shotsY + 2)
  timeline.shots.forEach((shot, i) =>
    rect(shot, shotsY, lanes.shots, i % 2 === 0 ? colours.shot : colours.oddShot),
  )
  for (const stretch of timeline.transitions) rect(stretch, shotsY, lanes.shots, '#ffffff', 0.55)
  for (const fault of timeline.faults) rect(fault, shotsY + lanes.shots - 3, 3, faultColours[fault.kind])
  label('Motion', motionY + 16)
  rule(left, motionY + lanes.motion, left + width, motionY + lanes.motion)
  for (const curve of timeline.motion) drawCurve(doc, curve, x, motionY, lanes.motion, colours.motion)
  label('Loudness', loudnessY + 16)
  for (const share of [0, 0.5, 1]) {
    const y = loudnessY + lanes.loudness * (1 - share)
    rule(left, y, left + width, y)
    const lufs = loudnessLane.leastLufs + share * (loudnessLane.mostLufs - loudnessLane.leastLufs)
    label(String(lufs), y - 4, namesWidth + width + 3, 6)
  }
  for (const curve of timeline.loudness) drawCurve(doc, curve, x, loudnessY, lanes.loudness, colours.loudness)
  pen.y = top + height + 18
}

const faultColours = { black: '#000000', frozen: bandColours.fair, silence: colours.quiet } as const

function drawCurve(
  doc: PDFKit.PDFDocument,
  curve: Curve,
  x: (share: number) => number,
  y: number,
  tall: number,
  colour: string,
): void {
  const height = (share: number): number => y + tall - share * tall
  doc.moveTo(x(curve[0]!), height(curve[1]!))
  for (let i = 2; i + 1 < curve.length; i += 2) doc.lineTo(x(curve[i]!), height(curve[i + 1]!))
  doc.lineWidth(0.8).lineJoin('round').stroke(colour)
}
