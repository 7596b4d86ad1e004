import { formatTime } from '../../shared/format-time.ts'
import { gradeBand } from './grade-band.ts'
import { markup, type Markup } from './markup.ts'
import {
  evidenceRowCount,
  loudnessLane,
  type Curve,
  type ReportTimeline,
  type Stretch,
} from './report-timeline.ts'

const left = 70
const width = 900
const lane = { evidence: 36, shots: 22, motion: 60, loudness: 60 }
const evidenceRowHeight = lane.evidence / evidenceRowCount
const gap = 10

/** The timeline as one inline SVG; its colours are classes of the style sheet. */
export function timelineSvg(timeline: ReportTimeline): Markup {
  const evidenceY = 8
  const shotsY = evidenceY + lane.evidence + gap
  const motionY = shotsY + lane.shots + gap
  const loudnessY = motionY + lane.motion + gap
  const bottom = loudnessY + lane.loudness
  const height = bottom + 24
  const x = (share: number): string => (left + share * width).toFixed(1)
  const rect = ({ from, to }: Stretch, y: number, tall: number, cssClass: string, title: string): Markup =>
    markup`<rect class="${cssClass}" x="${x(from)}" y="${y}" width="${Math.max(1, (to - from) * width).toFixed(1)}" height="${tall}"><title>${title}</title></rect>`
  const line = (curve: Curve, y: number, tall: number, cssClass: string): Markup =>
    markup`<polyline class="${cssClass}" points="${pointsOf(
      curve,
      (share) => x(share),
      (share) => (y + tall - share * tall).toFixed(1),
    )}"/>`
  const name = (text: string, y: number): Markup =>
    markup`<text class="lane" x="${left - 8}" y="${y}" text-anchor="end">${text}</text>`

  return markup`<svg class="timeline" viewBox="0 0 ${left + width + 24} ${height}" role="img" aria-label="Timeline of ${formatTime(timeline.durationS)} with evidence, shots, motion and loudness">
<rect class="hook" x="${x(0)}" y="0" width="${(timeline.hookShare * width).toFixed(1)}" height="${bottom}"><title>Hook: the first 3 s</title></rect>
${timeline.ticksS.map((timeS) => {
  const at = x(timeS / timeline.durationS)
  return markup`<line class="tick" x1="${at}" y1="0" x2="${at}" y2="${bottom}"/><text class="tick" x="${at}" y="${bottom + 16}" text-anchor="middle">${shortTime(timeS)}</text>`
})}
${name('Evidence', evidenceY + 22)}
${timeline.evidence.map((mark) => rect(mark, evidenceY + mark.row * evidenceRowHeight, evidenceRowHeight - 1.5, `mark ${gradeBand(mark.grade)}`, mark.label))}
${name('Shots', shotsY + 15)}
${timeline.shots.map((shot, i) => rect(shot, shotsY, lane.shots, i % 2 === 0 ? 'shot' : 'shot odd', `Shot ${i + 1}`))}
${timeline.transitions.map((stretch) => rect(stretch, shotsY, lane.shots, 'transition', 'Transition'))}
${timeline.faults.map((stretch) => rect(stretch, shotsY + lane.shots - 4, 4, stretch.kind, faultNames[stretch.kind]))}
${name('Motion', motionY + 34)}
<line class="base" x1="${x(0)}" y1="${motionY + lane.motion}" x2="${x(1)}" y2="${motionY + lane.motion}"/>
${timeline.motion.map((curve) => line(curve, motionY, lane.motion, 'motion'))}
${name('Loudness', loudnessY + 34)}
${[0, 0.5, 1].map((share) => {
  const y = (loudnessY + lane.loudness * (1 - share)).toFixed(1)
  const lufs = loudnessLane.leastLufs + share * (loudnessLane.mostLufs - loudnessLane.leastLufs)
  return markup`<line class="base" x1="${x(0)}" y1="${y}" x2="${x(1)}" y2="${y}"/><text class="scale" x="${left + width + 3}" y="${Number(y) + 3}">${lufs}</text>`
})}
${timeline.loudness.map((curve) => line(curve, loudnessY, lane.loudness, 'loudness'))}
</svg>`
}

const faultNames = { black: 'Black', frozen: 'Frozen picture', silence: 'Silence' } as const

function pointsOf(curve: Curve, x: (share: number) => string, y: (share: number) => string): string {
  const points: string[] = []
  for (let i = 0; i + 1 < curve.length; i += 2) points.push(`${x(curve[i]!)},${y(curve[i + 1]!)}`)
  return points.join(' ')
}

/** Ticks lie on round times. */
export function shortTime(timeS: number): string {
  return formatTime(timeS)
    .replace(/\.00$/, '')
    .replace(/(\.\d)0$/, '$1')
}
