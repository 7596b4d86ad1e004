import { mulberry32 } from '../../../shared/mulberry32.ts'
import { palette } from '../palette.ts'
import { backdrop, badgeRing, bean } from '../props.ts'
import { camera } from '../camera.ts'
import { circle, ellipse, gradient, moved, path, rect, stroke } from '../svg.ts'

const random = mulberry32(23)
const falling = Array.from({ length: 14 }, () => ({
  x: 330 + random() * 330,
  startY: -900 * random(),
  angleDeg: random() * 360,
  halfLength: 26 + random() * 14,
}))

/** Tip 2: a hand mill at work, beans raining into its bowl. */
export function drawGrinder(frame: number, frames: number): string {
  return (
    camera(
      frame,
      frames,
      backdrop('#ffd167', palette.mustard, palette.milk, palette.roast, 1440) +
        rain(frame) +
        moved(495, 1460, mill(frame)),
    ) + badgeRing(164, 284, palette.espresso)
  )
}

function rain(frame: number): string {
  const bowlY = 950
  return falling
    .map(({ x, startY, angleDeg, halfLength }) => {
      const y = 690 + ((startY + 900 + frame * 24) % 900)
      const funnelled = x + (495 - x) * Math.max(0, (y - 700) / 600)
      return y < bowlY + 60 ? bean(funnelled, y, halfLength, angleDeg + frame * 9, palette.roast) : ''
    })
    .join('')
}

function mill(frame: number): string {
  const turn = frame * 0.28
  const [handleX, handleY] = [Math.cos(turn) * 250, -590 + Math.sin(turn) * 62]
  const arm = stroke(`M0-560L${handleX.toFixed(1)} ${handleY.toFixed(1)}`, palette.slate, 24)
  const knob = rect(handleX - 26, handleY - 92, 52, 96, palette.espresso, { rx: 24 })
  const behind = Math.sin(turn) < 0
  const wood = [
    gradient(
      'wood',
      [0, 0, 1, 1],
      [
        { offset: 0, colour: '#b26a3a' },
        { offset: 1, colour: '#7c4122' },
      ],
    ),
    ellipse(0, 6, 310, 30, palette.espresso, { opacity: 0.4 }),
    rect(-280, -34, 560, 40, palette.espresso, { rx: 14 }),
    rect(-240, -350, 480, 320, 'url(#wood)', { rx: 18 }),
    rect(-150, -250, 300, 160, '#8f5029', { rx: 12, stroke: palette.espresso, 'stroke-width': 6 }),
    circle(0, -170, 26, palette.mustard),
    rect(-262, -384, 524, 42, palette.espresso, { rx: 14 }),
  ].join('')
  const bowl =
    path('M-230-560Q-214-384-120-384H120Q214-384 230-560Z', palette.steel) +
    path('M-190-540Q-180-410-110-400H-70Q-140-430-150-540Z', '#fff', { opacity: 0.6 }) +
    ellipse(0, -560, 230, 48, palette.slate) +
    ellipse(0, -556, 204, 38, palette.espresso) +
    circle(0, -566, 26, palette.steel)
  return wood + (behind ? arm + knob + bowl : bowl + arm + knob)
}
