import { between, easeOut, progress } from '../easing.ts'
import { framesPerBeat } from '../frame-format.ts'
import { palette } from '../palette.ts'
import { bean, tick } from '../props.ts'
import { circle, group, moved, rect } from '../svg.ts'

const panels = [
  { y: -100, height: 710, colour: palette.teal, icon: thermometerIcon, iconY: 390 },
  { y: 610, height: 440, colour: palette.terracotta, icon: beanIcon, iconY: 830 },
  { y: 1050, height: 970, colour: palette.pine, icon: scaleIcon, iconY: 1270 },
]

/** The three answers again, one panel on each beat; the first is there when the shot begins. */
export function drawRecap(frame: number): string {
  const drawn = panels.map(({ y, height, colour, icon, iconY }, index) => {
    const start = index * framesPerBeat
    const arrived = index === 0 ? 1 : easeOut(progress(frame, start - 1, start + 6))
    const fromX = index % 2 === 0 ? -1180 : 1180
    const sway = Math.sin(frame * 0.22 + index) * 7
    const content =
      rect(-100, y, 1280, height, colour) +
      circle(200, iconY, 118, '#fff', { opacity: 0.16 }) +
      group(`translate(200 ${iconY}) rotate(${sway.toFixed(2)})`, icon()) +
      tick(846, iconY, palette.cream, colour, progress(frame, start + 6, start + 13))
    return moved(between(fromX, 0, arrived), 0, content)
  })
  return rect(-100, -100, 1280, 2120, palette.mustard) + drawn.join('')
}

function thermometerIcon(): string {
  return (
    rect(-26, -86, 52, 130, palette.milk, { rx: 26 }) +
    circle(0, 50, 42, palette.milk) +
    rect(-11, -30, 22, 80, palette.terracotta, { rx: 11 }) +
    circle(0, 50, 28, palette.terracotta)
  )
}

function beanIcon(): string {
  return bean(-26, 16, 62, -40, palette.roast) + bean(34, -22, 56, 25, '#7d4729')
}

function scaleIcon(): string {
  return (
    rect(-86, 26, 172, 46, palette.milk, { rx: 14 }) +
    rect(-40, 36, 80, 26, palette.teal, { rx: 6 }) +
    rect(-60, -62, 120, 84, palette.caramel, { rx: 18 }) +
    rect(-60, -62, 120, 30, palette.milk, { rx: 12 })
  )
}
