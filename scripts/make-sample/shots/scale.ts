import { between, easeInOut, progress } from '../easing.ts'
import { fps } from '../frame-format.ts'
import { palette } from '../palette.ts'
import { backdrop, badgeRing, steam } from '../props.ts'
import { circle, element, ellipse, gradient, moved, path, rect } from '../svg.ts'

/** Tip 3: a pour over into a glass that stands on a scale, seen by a camera that holds still. */
export function drawScale(frame: number, frames: number): string {
  const filled = easeInOut(progress(frame, 0, frames))
  return [
    backdrop(palette.sky, palette.mist, palette.milk, '#3f7f8e', 1420),
    stream(frame),
    moved(495, 1290, glass(filled, frame) + moved(0, -330, steam(frame / fps, 0.8 * filled))),
    moved(495, 870, dripper()),
    moved(495, 1290, platform()),
    badgeRing(164, 284, palette.terracotta),
  ].join('')
}

function platform(): string {
  return [
    ellipse(0, 142, 400, 26, palette.pine, { opacity: 0.4 }),
    rect(-370, 0, 740, 40, '#f4f7f8', { rx: 16 }),
    rect(-350, 34, 700, 108, palette.espresso, { rx: 26 }),
    rect(-170, 48, 340, 80, '#c6e8d4', { rx: 12 }),
  ].join('')
}

function glass(filled: number, frame: number): string {
  const shape = 'M-150-260L-200-40Q-206 0-160 0H160Q206 0 200-40L150-260Z'
  const level = between(-30, -200, filled)
  const wave = Array.from({ length: 23 }, (_, step) => {
    const x = -220 + step * 20
    return `L${x} ${(level + Math.sin(step * 0.9 + frame * 0.5) * 6).toFixed(1)}`
  })
  return [
    element('clipPath', { id: 'inGlass' }, path(shape, '#000')),
    path(shape, '#fff', { opacity: 0.55 }),
    element('g', { 'clip-path': 'url(#inGlass)' }, path(`M-220 20${wave.join('')}L220 20Z`, palette.roast)),
    path(shape, 'none', { stroke: '#fff', 'stroke-width': 12 }),
    path('M-128-230L-166-50H-140L-104-230Z', '#fff', { opacity: 0.6 }),
  ].join('')
}

function dripper(): string {
  return [
    gradient(
      'cone',
      [0, 0, 1, 0],
      [
        { offset: 0, colour: palette.milk },
        { offset: 1, colour: palette.blush },
      ],
    ),
    path('M-230-160H230L70 110H-70Z', 'url(#cone)'),
    ellipse(0, -160, 230, 46, palette.milk),
    ellipse(0, -156, 204, 36, palette.roast),
    ellipse(0, -150, 120, 20, palette.caramel, { opacity: 0.6 }),
    rect(-190, 104, 380, 36, palette.terracotta, { rx: 16 }),
  ].join('')
}

function stream(frame: number): string {
  const sway = Math.sin(frame * 0.25) * 40
  const pour = path(
    `M${(488 + sway).toFixed(1)} 480L${(516 + sway).toFixed(1)} 480L${(508 + sway * 0.5).toFixed(1)} 716H${(496 + sway * 0.5).toFixed(1)}Z`,
    '#fff',
    { opacity: 0.85 },
  )
  const dropY = 1010 + ((frame * 24) % 130)
  return pour + rect(490, 1000, 10, 130, palette.roast) + circle(495, dropY, 13, palette.roast)
}
