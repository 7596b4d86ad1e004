import type { DrawnCurve } from '../drawn-curves.ts'
import type { LaneSurface } from '../lane.ts'
import { timeAt, xOf } from '../view.ts'

export interface CurveDrawing {
  of: DrawnCurve
  /** Time at which value 0 is drawn, s. */
  firstS: number
  /** Where a value stands in the lane: 0 at its foot, 1 at its top; beyond is cut off. */
  heightOf: (value: number) => number
  colour: string
  /** Filled down to the foot of the lane at this opacity; 0: a line alone. */
  fill: number
  line: number
}

/**
 * A series over time. From afar each pixel shows the greatest of the values that it covers, so that no peak is lost;
 * from near the values are joined by lines. Gaps where nothing was measured stay gaps.
 */
export function drawCurve({ ctx, view, heightPx }: LaneSurface, curve: CurveDrawing): void {
  const { firstS, colour } = curve
  const { extremes: values, rateHz } = curve.of
  const y = (value: number): number => heightPx - 1 - curve.heightOf(value) * (heightPx - 2)
  const runs: [number, number][][] = []
  let run: [number, number][] = []
  const add = (x: number, value: number): void => {
    if (Number.isFinite(value)) run.push([x, y(value)])
    else if (run.length > 0) {
      runs.push(run)
      run = []
    }
  }
  const indexAt = (x: number): number => (timeAt(view, x) - firstS) * rateHz
  if (rateHz > view.pixelsPerSecond) {
    for (let x = 0; x < view.widthPx; x++) {
      const from = Math.floor(indexAt(x))
      const to = Math.max(from + 1, Math.floor(indexAt(x + 1)))
      if (to > 0 && from < values.length) add(x, values.greatest(from, to))
    }
  } else {
    const last = Math.min(values.length - 1, Math.ceil(indexAt(view.widthPx)))
    for (let i = Math.max(0, Math.floor(indexAt(0))); i <= last; i++)
      add(xOf(view, firstS + i / rateHz), values.greatest(i, i + 1))
  }
  runs.push(run)

  for (const points of runs) {
    if (points.length === 0) continue
    const line = new Path2D()
    for (const [x, top] of points) line.lineTo(x, top)
    if (curve.fill > 0) {
      const area = new Path2D(line)
      area.lineTo(points.at(-1)![0], heightPx)
      area.lineTo(points[0]![0], heightPx)
      area.closePath()
      ctx.globalAlpha = curve.fill
      ctx.fillStyle = colour
      ctx.fill(area)
      ctx.globalAlpha = 1
    }
    if (curve.line > 0) {
      ctx.strokeStyle = colour
      ctx.lineWidth = curve.line
      ctx.lineJoin = 'round'
      ctx.stroke(line)
    }
  }
}

/** A step of the picture's curves is a mean over its time, and drawn in the middle of it. */
export function middleOfStepS({ rateHz }: DrawnCurve): number {
  return 0.5 / rateHz
}

/** The value of a curve at a time, or null; `firstS` as in its drawing. */
export function valueAt({ values, rateHz }: DrawnCurve, firstS: number, timeS: number): number | null {
  const value = values[Math.round((timeS - firstS) * rateHz)]
  return value === undefined || Number.isNaN(value) ? null : value
}

/** A dashed line across the lane with its name at the right end. */
export function drawConvention(
  { ctx, view, heightPx, colours }: LaneSurface,
  height: number,
  name: string,
): void {
  const y = Math.round(heightPx - 1 - height * (heightPx - 2)) + 0.5
  ctx.strokeStyle = colours.lineStrong
  ctx.lineWidth = 1
  ctx.setLineDash([4, 3])
  ctx.beginPath()
  ctx.moveTo(0, y)
  ctx.lineTo(view.widthPx, y)
  ctx.stroke()
  ctx.setLineDash([])
  ctx.font = `10px ${colours.font}`
  ctx.textAlign = 'right'
  ctx.textBaseline = 'bottom'
  const width = ctx.measureText(name).width
  ctx.fillStyle = colours.surface
  ctx.globalAlpha = 0.8
  ctx.fillRect(view.widthPx - width - 8, y - 12, width + 8, 11)
  ctx.globalAlpha = 1
  ctx.fillStyle = colours.textQuiet
  ctx.fillText(name, view.widthPx - 4, y)
  ctx.textAlign = 'left'
}
