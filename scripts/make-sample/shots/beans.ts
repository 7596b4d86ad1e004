import { mulberry32 } from '../../../shared/mulberry32.ts'
import { heightPx, widthPx } from '../frame-format.ts'
import { palette } from '../palette.ts'
import { bean } from '../props.ts'
import { camera } from '../camera.ts'
import { gradient, rect } from '../svg.ts'

const beanCount = 66
const random = mulberry32(5)
const shades = ['#4a2616', '#5c301b', '#6b3a22', '#7d4729']
const beans = Array.from({ length: beanCount }, (_, index) => {
  const depth = index / beanCount
  return {
    x: random() * widthPx,
    y: random() * (heightPx + 400),
    halfLength: 60 + depth * 95,
    speedPx: 5 + depth * 11,
    angleDeg: random() * 360,
    spinDeg: (random() - 0.5) * 5,
    shade: shades[Math.floor(depth * shades.length)]!,
  }
})

/** Tip 2, close: a curtain of beans, the near ones larger and faster. */
export function drawBeans(frame: number, frames: number): string {
  const curtain = beans.map(({ x, y, halfLength, speedPx, angleDeg, spinDeg, shade }) =>
    bean(x, ((y + speedPx * frame) % (heightPx + 400)) - 200, halfLength, angleDeg + spinDeg * frame, shade),
  )
  return camera(
    frame,
    frames,
    gradient(
      'dark',
      [0, 0, 0, 1],
      [
        { offset: 0, colour: '#120806' },
        { offset: 1, colour: palette.espresso },
      ],
    ) +
      rect(-100, -100, 1280, 2120, 'url(#dark)') +
      curtain.join(''),
  )
}
