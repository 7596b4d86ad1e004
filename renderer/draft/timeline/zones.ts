import type { Colours } from './colours.ts'
import { hookMarksS } from './ruler.ts'
import type { TimelineData } from './timeline-data.ts'
import { xOf, type TimelineView } from './view.ts'

/** The hook: the first seconds, in which viewers stay or leave. */
export const hookS = 3
const bandPx = 12

/** The hook and the ending as bands with their names along the top. */
export function drawZones(
  ctx: CanvasRenderingContext2D,
  view: TimelineView,
  { endingS, durationS }: TimelineData,
  colours: Colours,
): void {
  ctx.font = `600 10px ${colours.font}`
  ctx.textBaseline = 'middle'
  const band = (name: string, startS: number, endS: number, colour: string): void => {
    const from = Math.max(0, xOf(view, startS))
    const to = Math.min(view.widthPx, xOf(view, endS))
    if (to <= from) return
    ctx.fillStyle = colour
    ctx.globalAlpha = 0.22
    ctx.fillRect(from, 0, to - from, bandPx)
    ctx.globalAlpha = 1
    ctx.fillRect(from, bandPx - 1, to - from, 1)
    if (to - from < ctx.measureText(name).width + 8) return
    ctx.fillStyle = colours.text
    ctx.fillText(name, from + 5, bandPx / 2 + 0.5)
  }
  band('Hook', 0, Math.min(hookS, durationS), colours.accent)
  band('Ending', endingS, durationS, colours.loudness)
}

/** The same zones as a tint over the lanes, with lines at 1, 3 and 5 s. */
export function shadeZones(
  ctx: CanvasRenderingContext2D,
  view: TimelineView,
  { endingS, durationS }: TimelineData,
  heightPx: number,
  colours: Colours,
): void {
  ctx.globalAlpha = 0.07
  ctx.fillStyle = colours.accent
  ctx.fillRect(xOf(view, 0), 0, Math.min(hookS, durationS) * view.pixelsPerSecond, heightPx)
  ctx.fillStyle = colours.loudness
  ctx.fillRect(xOf(view, endingS), 0, (durationS - endingS) * view.pixelsPerSecond, heightPx)
  ctx.globalAlpha = 0.5
  ctx.fillStyle = colours.accent
  for (const markS of hookMarksS) {
    if (markS < durationS) ctx.fillRect(Math.round(xOf(view, markS)), 0, 1, heightPx)
  }
  ctx.globalAlpha = 1
}
