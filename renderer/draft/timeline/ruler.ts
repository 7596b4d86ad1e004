import type { FrameClock } from '../../../shared/frame-clock.ts'
import { duration } from '../../ui/wording.ts'
import { endOf, xOf, type TimelineView } from './view.ts'
import type { Colours } from './colours.ts'

const stepsS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600]
/** Steps between two labels that carry a small tick, for each of the steps above. */
const partsOf: Readonly<Record<number, number>> = {
  0.1: 1,
  0.2: 2,
  0.5: 5,
  1: 5,
  2: 4,
  5: 5,
  10: 5,
  15: 3,
  30: 3,
  60: 6,
  120: 4,
  300: 5,
  600: 5,
  1800: 3,
  3600: 4,
}
const labelPx = 72
const frameTickPx = 5

/** Seconds between two labels, such that they don't touch. */
export function labelStepS(pixelsPerSecond: number): number {
  return stepsS.find((step) => step * pixelsPerSecond >= labelPx) ?? 3600
}

/** `0:05`, `1:02:05`; tenths only where the step needs them. */
export function timeLabel(timeS: number, stepS: number): string {
  const told = duration(timeS)
  return stepS < 1 ? told : told.replace(/\.\d$/, '')
}

/** Marks that everybody who makes hooks looks for. */
export const hookMarksS = [1, 3, 5] as const

export const rulerHeightPx = 34

/** Times along the top: labels, ticks, single frames when they are wide enough, and the marks of the hook. */
export function drawRuler(
  ctx: CanvasRenderingContext2D,
  view: TimelineView,
  clock: FrameClock,
  colours: Colours,
): void {
  const step = labelStepS(view.pixelsPerSecond)
  const part = step / (partsOf[step] ?? 1)
  const endS = Math.min(endOf(view), view.durationS)
  ctx.fillStyle = colours.lineStrong
  for (let i = Math.floor(view.startS / part); i * part <= endS + 1e-9; i++) {
    ctx.fillRect(Math.round(xOf(view, i * part)), rulerHeightPx - 4, 1, 4)
  }
  drawFrameTicks(ctx, view, clock, colours)
  ctx.font = `11px ${colours.font}`
  ctx.textBaseline = 'alphabetic'
  for (let i = Math.floor(view.startS / step); i * step <= endS + 1e-9; i++) {
    const x = Math.round(xOf(view, i * step))
    ctx.fillStyle = colours.lineStrong
    ctx.fillRect(x, rulerHeightPx - 9, 1, 9)
    ctx.fillStyle = colours.textQuiet
    const label = timeLabel(i * step, step)
    if (x + 4 + ctx.measureText(label).width > view.widthPx) break
    ctx.fillText(label, x + 4, rulerHeightPx - 11)
  }
}

function drawFrameTicks(
  ctx: CanvasRenderingContext2D,
  view: TimelineView,
  clock: FrameClock,
  colours: Colours,
): void {
  const typicalPx = (view.durationS / Math.max(1, clock.frames)) * view.pixelsPerSecond
  if (typicalPx < frameTickPx) return
  ctx.fillStyle = colours.line
  const last = clock.frameAt(endOf(view))
  for (let frame = clock.frameAt(view.startS); frame <= last; frame++) {
    ctx.fillRect(Math.round(xOf(view, clock.timeOf(frame))), rulerHeightPx - 2, 1, 2)
  }
}
