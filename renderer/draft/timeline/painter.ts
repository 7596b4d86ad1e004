import { waveformRateHz } from '../../../shared/contract/resources.ts'
import { loopBounds, type LoopRange } from '../player/loop-range.ts'
import { readColours, type Colours } from './colours.ts'
import { heightOfLanes, type PlacedLane } from './lane-layout.ts'
import { drawRuler, rulerHeightPx } from './ruler.ts'
import type { TimelineData } from './timeline-data.ts'
import { xOf, type TimelineView } from './view.ts'
import { waveformPicture } from './waveform-picture.ts'
import { drawZones, shadeZones } from './zones.ts'

export interface Painted {
  view: TimelineView
  data: TimelineData
  placed: readonly PlacedLane[]
  range: LoopRange
}

export interface PaintedElements {
  ruler: HTMLCanvasElement
  lanes: HTMLCanvasElement
  /** wavesurfer.js draws into it; it is laid over its lane. */
  waveform: HTMLElement
}

export interface Painter {
  /** Draws all once before the next picture of the screen, however often it is asked. */
  ask: () => void
  /** The theme has changed. */
  recolour: () => void
  stop: () => void
}

/** Draws the timeline from what `current` gives at that moment. */
export function createPainter(elements: PaintedElements, current: () => Painted): Painter {
  const waveform = waveformPicture(elements.waveform)
  let colours = readColours(elements.lanes.parentElement!)
  let request = 0

  function paint(): void {
    request = 0
    const painted = current()
    const { view, data, placed, range } = painted
    const ruler = cleared(elements.ruler, view.widthPx, rulerHeightPx)
    drawZones(ruler, view, data, colours)
    drawRuler(ruler, view, data.clock, colours)
    shadeRange(ruler, rulerHeightPx, painted, colours)

    const ctx = cleared(elements.lanes, view.widthPx, heightOfLanes(placed))
    shadeZones(ctx, view, data, heightOfLanes(placed), colours)
    for (const { lane, topPx, heightPx } of placed) {
      ctx.save()
      ctx.translate(0, topPx)
      ctx.beginPath()
      ctx.rect(0, 0, view.widthPx, heightPx)
      ctx.clip()
      const missing = lane.missing(data)
      if (missing === null) lane.draw({ ctx, view, heightPx, colours, drawAgain: ask }, data)
      else drawMissing(ctx, missing, heightPx, colours)
      ctx.restore()
      ctx.fillStyle = colours.line
      ctx.fillRect(0, topPx + heightPx, view.widthPx, 1)
    }
    if (range.inFrame !== null || range.outFrame !== null)
      shadeRange(ctx, heightOfLanes(placed), painted, colours)
    placeWaveform(
      placed.find(({ lane }) => lane.id === 'waveform'),
      data,
      view,
    )
  }

  function placeWaveform(place: PlacedLane | undefined, data: TimelineData, view: TimelineView): void {
    const box = elements.waveform.style
    const isShown = place !== undefined && data.waveform !== null && data.waveform.length > 0
    box.display = isShown ? 'block' : 'none'
    if (!isShown) return
    box.transform = `translateY(${place.topPx}px)`
    waveform.draw(data.waveform!, waveformRateHz, view, place.heightPx, colours)
  }

  function ask(): void {
    request ||= requestAnimationFrame(paint)
  }

  return {
    ask,
    recolour() {
      colours = readColours(elements.lanes.parentElement!)
      ask()
    },
    stop() {
      cancelAnimationFrame(request)
      waveform.destroy()
    },
  }
}

/** A canvas of this size in CSS pixels, empty, at the screen's own resolution. */
function cleared(canvas: HTMLCanvasElement, widthPx: number, heightPx: number): CanvasRenderingContext2D {
  const ratio = devicePixelRatio
  const [width, height] = [Math.round(widthPx * ratio), Math.round(heightPx * ratio)]
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width
    canvas.height = height
    canvas.style.width = `${widthPx}px`
    canvas.style.height = `${heightPx}px`
  }
  const ctx = canvas.getContext('2d')!
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0)
  ctx.clearRect(0, 0, widthPx, heightPx)
  return ctx
}

function drawMissing(ctx: CanvasRenderingContext2D, why: string, heightPx: number, colours: Colours): void {
  ctx.font = `11px ${colours.font}`
  ctx.textBaseline = 'middle'
  ctx.fillStyle = colours.textQuiet
  ctx.fillText(why, 8, heightPx / 2 + 0.5)
}

/** What lies outside the in and out points is veiled. */
function shadeRange(
  ctx: CanvasRenderingContext2D,
  heightPx: number,
  { view, data, range }: Painted,
  colours: Colours,
): void {
  if (range.inFrame === null && range.outFrame === null) return
  const { first, last } = loopBounds(range, data.clock.frames)
  const left = Math.max(0, xOf(view, data.clock.timeOf(first)))
  const right = Math.min(view.widthPx, xOf(view, data.clock.endOf(last)))
  ctx.fillStyle = colours.surfaceBack
  ctx.globalAlpha = 0.6
  ctx.fillRect(0, 0, left, heightPx)
  ctx.fillRect(right, 0, view.widthPx - right, heightPx)
  ctx.globalAlpha = 1
  ctx.fillStyle = colours.accent
  ctx.fillRect(Math.round(left), 0, 1, heightPx)
  ctx.fillRect(Math.round(right) - 1, 0, 1, heightPx)
}
