import { between, easeInOut, progress } from '../easing.ts'
import { palette } from '../palette.ts'
import { camera } from '../camera.ts'
import { circle, rect, stroke } from '../svg.ts'

const hotFrames = 15
const topY = 480
const bottomY = 1240

/** Tip 1, close: the column falls from 100 to 93 degrees, and the 100 is struck out. */
export function drawThermometer(frame: number, frames: number): string {
  const fallen = easeInOut(progress(frame, 4, hotFrames + 8))
  return camera(
    frame,
    frames,
    rect(-100, -100, 1280, 2120, palette.cream) +
      circle(1010, 1750, 620, palette.blush, { opacity: 0.55 }) +
      circle(-20, 240, 330, palette.mustard, { opacity: 0.3 }) +
      glass(fallen) +
      strike(frame),
  )
}

function glass(fallen: number): string {
  const x = 760
  const columnY = between(topY + 90, topY + 330, fallen)
  const ticks = Array.from({ length: 13 }, (_, index) => {
    const y = topY + 90 + index * 48
    return rect(x - 210, y - 4, index % 4 === 0 ? 84 : 50, 8, palette.espresso, { rx: 4, opacity: 0.8 })
  })
  return [
    ...ticks,
    rect(x - 92, topY - 62, 184, bottomY - topY + 120, palette.espresso, { rx: 92 }),
    circle(x, bottomY + 90, 168, palette.espresso),
    rect(x - 72, topY - 42, 144, bottomY - topY + 100, palette.milk, { rx: 72 }),
    circle(x, bottomY + 90, 148, palette.milk),
    rect(x - 40, columnY, 80, bottomY - columnY + 90, palette.terracotta, { rx: 40 }),
    circle(x, bottomY + 90, 116, palette.terracotta),
    circle(x - 40, bottomY + 50, 30, '#fff', { opacity: 0.5 }),
    rect(x + 44, topY, 14, 620, '#fff', { rx: 7 }),
  ].join('')
}

function strike(frame: number): string {
  const drawn = progress(frame, 7, 11)
  if (drawn <= 0 || frame >= hotFrames) return ''
  return stroke(
    `M66 702L${between(66, 476, drawn).toFixed(1)} ${between(702, 650, drawn).toFixed(1)}`,
    palette.terracotta,
    26,
  )
}
