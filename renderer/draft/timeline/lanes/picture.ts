import type { Lane, LaneSurface } from '../lane.ts'
import type { ThumbnailStrip } from '../thumbnails.ts'
import { endOf, xOf } from '../view.ts'

const leastWidthPx = 20

/** The draft as a film strip. */
export const pictureLane: Lane = {
  id: 'picture',
  label: 'Picture',
  legend: () => 'Pictures of the draft, one a second at most; each stands for the time at its left edge.',
  heightPx: 40,
  leastHeightPx: 24,
  missing: () => null,
  draw(surface, { thumbnails, durationS }) {
    if (thumbnails && thumbnails.count > 0) drawStrip(surface, thumbnails, durationS)
  },
  noteAt: () => null,
  marks: () => [],
}

function drawStrip(
  { ctx, view, heightPx, colours, drawAgain }: LaneSurface,
  strip: ThumbnailStrip,
  durationS: number,
): void {
  const pictureHeightPx = heightPx - 4
  const widthPx = Math.max(leastWidthPx, pictureHeightPx * (strip.aspect() ?? 1))
  // Slots stand on a grid of time, so that pictures stay with their moment while the view moves.
  const stepS = 2 ** Math.ceil(Math.log2(widthPx / view.pixelsPerSecond))
  const endS = Math.min(endOf(view), durationS)
  for (let slot = Math.floor(view.startS / stepS); slot * stepS < endS; slot++) {
    const x = Math.round(xOf(view, slot * stepS))
    const right = Math.round(xOf(view, Math.min(durationS, (slot + 1) * stepS)))
    const bitmap = strip.picture(strip.indexAt(slot * stepS), drawAgain)
    if (bitmap) drawCovering(ctx, bitmap, x, 2, right - x - 1, pictureHeightPx)
    else {
      ctx.fillStyle = colours.surfaceBack
      ctx.fillRect(x, 2, right - x - 1, pictureHeightPx)
    }
  }
}

/** Fills a place with the middle of a picture, as large as it must be. */
function drawCovering(
  ctx: CanvasRenderingContext2D,
  bitmap: ImageBitmap,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  if (width <= 0) return
  const scale = Math.max(width / bitmap.width, height / bitmap.height)
  const sourceWidth = width / scale
  const sourceHeight = height / scale
  ctx.drawImage(
    bitmap,
    (bitmap.width - sourceWidth) / 2,
    (bitmap.height - sourceHeight) / 2,
    sourceWidth,
    sourceHeight,
    x,
    y,
    width,
    height,
  )
}
