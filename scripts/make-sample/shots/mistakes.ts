import { between, easeInOut, easeOut, progress } from '../easing.ts'
import { fps } from '../frame-format.ts'
import { palette } from '../palette.ts'
import { backdrop, mug, steam } from '../props.ts'
import { moved, scaledAbout, stroke } from '../svg.ts'
import { openingStillFrames } from '../still-opening.ts'

/** The hook: a mug that does nothing for the first 0.4 s, then steams while it is crossed out. */
export function drawMistakes(frame: number): string {
  const moving = Math.max(0, frame - openingStillFrames)
  const steamShare = easeOut(progress(moving, 0, 14))
  const lean = Math.sin(moving * 0.35) * 2.2
  const zoom = between(1, 1.09, easeInOut(progress(moving, 0, 48)))
  const cup = moved(
    470,
    1400,
    `<g transform="rotate(${lean.toFixed(2)}) scale(1.42)">${mug(palette.cream, palette.latte)}</g>`,
  )
  const content = [
    backdrop('#f47c3c', palette.terracotta, palette.mustard, palette.espresso, 1370),
    moved(470, 950, steam(moving / fps, steamShare)),
    cup,
    cross(progress(moving, 27, 36)),
  ]
  return scaledAbout(490, 1150, zoom, content.join(''))
}

function cross(drawn: number): string {
  if (drawn <= 0) return ''
  const down = Math.min(1, drawn * 2)
  const up = Math.max(0, drawn * 2 - 1)
  const line = (fromX: number, toX: number, share: number): string =>
    share > 0
      ? stroke(
          `M${fromX} 860L${between(fromX, toX, share).toFixed(1)} ${between(860, 1440, share).toFixed(1)}`,
          palette.ember,
          54,
        )
      : ''
  return line(190, 770, down) + line(770, 190, up)
}
