import type { Shot, Transition } from '../../../../shared/contract/measurement.ts'
import { duration } from '../../../ui/wording.ts'
import type { Lane, LaneNote } from '../lane.ts'
import { xOf } from '../view.ts'
import { markOf, spanAt, visibleSpans } from './spans.ts'

const kindLabels: Readonly<Record<Transition['kind'], string>> = {
  cut: 'Cut',
  dissolve: 'Dissolve',
  fade: 'Fade',
  wipe: 'Wipe',
}

/** Shots as blocks with their length, cuts as ticks, dissolves, fades and wipes as spans. */
export const shotsLane: Lane = {
  id: 'shots',
  label: 'Shots',
  legend: () => 'Shots with their length. Line: cut. Hatched: dissolve, fade or wipe. Faint: less certain.',
  figure: ({ measurement }) => String(measurement.shots.length),
  heightPx: 24,
  leastHeightPx: 16,
  missing: () => null,
  draw(surface, { measurement }) {
    const { ctx, view, heightPx, colours } = surface
    ctx.font = `11px ${colours.font}`
    ctx.textBaseline = 'middle'
    for (const { span: shot, x, width } of visibleSpans(surface, measurement.shots, 1)) {
      ctx.fillStyle = colours.picture
      ctx.globalAlpha = measurement.shots.indexOf(shot) % 2 === 0 ? 0.2 : 0.32
      ctx.fillRect(x, 3, width, heightPx - 6)
      ctx.globalAlpha = 1
      const label = shotLength(shot)
      // The label stays in sight while its shot does, and clear of the transition that the shot begins with.
      const opening = measurement.transitions.find(({ frame }) => frame === shot.startFrame)
      const from = Math.max(4, x + 6, xOf(view, opening?.endS ?? shot.startS) + 6)
      if (x + width - from < ctx.measureText(label).width + 4) continue
      ctx.fillStyle = colours.text
      ctx.fillText(label, from, heightPx / 2 + 0.5)
    }
    for (const { span: transition, x, width } of visibleSpans(surface, measurement.transitions, 1)) {
      ctx.globalAlpha = 0.35 + 0.65 * transition.confidence
      ctx.fillStyle = colours.picture
      if (transition.kind === 'cut') {
        ctx.fillRect(Math.round(xOf(view, transition.startS)) - 1, 0, 2, heightPx)
      } else {
        ctx.fillRect(x, 0, width, 3)
        ctx.fillRect(x, heightPx - 3, width, 3)
        hatch(ctx, x, width, heightPx, colours.picture)
      }
      ctx.globalAlpha = 1
    }
  },
  noteAt: (place, { measurement }) => {
    const transition = spanAt(measurement.transitions, place)
    if (transition) return transitionNote(transition)
    const shot = spanAt(measurement.shots, { ...place, withinS: 0 })
    if (!shot) return null
    const note = markOf(shot, `Shot ${measurement.shots.indexOf(shot) + 1}`, shotLength(shot))
    return { ...note, isMark: false }
  },
  marks: ({ measurement }) => measurement.transitions.map(transitionNote),
}

function transitionNote(transition: Transition): LaneNote {
  const sure = `${Math.round(transition.confidence * 100)} % certain`
  const length = transition.endS - transition.startS
  return markOf(
    transition,
    kindLabels[transition.kind],
    transition.kind === 'cut' ? sure : `${length.toFixed(2)} s, ${sure}`,
  )
}

function shotLength({ startS, endS }: Shot): string {
  const lengthS = endS - startS
  return lengthS < 60 ? `${lengthS.toFixed(1)} s` : duration(lengthS)
}

function hatch(
  ctx: CanvasRenderingContext2D,
  x: number,
  width: number,
  height: number,
  colour: string,
): void {
  ctx.save()
  ctx.beginPath()
  ctx.rect(x, 3, width, height - 6)
  ctx.clip()
  ctx.strokeStyle = colour
  ctx.lineWidth = 1.5
  ctx.beginPath()
  for (let at = x - height; at < x + width; at += 6) {
    ctx.moveTo(at, height)
    ctx.lineTo(at + height, 0)
  }
  ctx.stroke()
  ctx.restore()
}
