import { mulberry32 } from '../../../shared/mulberry32.ts'
import { fps } from '../frame-format.ts'
import { palette } from '../palette.ts'
import { backdrop, badgeRing } from '../props.ts'
import { camera } from '../camera.ts'
import { circle, ellipse, gradient, moved, path, rect, stroke } from '../svg.ts'

const random = mulberry32(11)
const puffs = Array.from({ length: 16 }, () => ({
  delayS: random() * 1.2,
  drift: 60 + random() * 260,
  radius: 34 + random() * 52,
}))

/** Tip 1: a kettle at full boil, rattling over its flame. */
export function drawBoiling(frame: number, frames: number): string {
  const rattleX = Math.sin(frame * 2.3) * 3
  const rattleY = Math.cos(frame * 2.9) * 2.5
  return (
    camera(
      frame,
      frames,
      backdrop(palette.teal, '#1b8f84', palette.mist, palette.pine, 1400) +
        stove() +
        flames(frame) +
        boil(frame / fps) +
        moved(440 + rattleX, 1060 + rattleY, kettle(frame)),
    ) + badgeRing(164, 284, palette.mustard)
  )
}

function kettle(frame: number): string {
  const body = 'M-235 210C-262 20-170-140 0-140C170-140 262 20 235 210Q232 232 205 232H-205Q-232 232-235 210Z'
  const lidLift = Math.abs(Math.sin(frame * 0.9)) * 12
  return [
    gradient(
      'kettle',
      [0, 0, 1, 0.2],
      [
        { offset: 0, colour: '#ffffff' },
        { offset: 0.35, colour: palette.steel },
        { offset: 1, colour: '#8c9aa3' },
      ],
    ),
    stroke('M190 90C340 70 270-150 372-182', '#9aa7af', 52),
    stroke('M190 82C330 62 262-152 366-188', palette.steel, 34),
    stroke('M-150-40C-390-110-400 190-215 165', palette.espresso, 40),
    path(body, 'url(#kettle)'),
    path('M-150 150C-178 30-120-70-60-100C-110-20-120 80-110 160Z', '#fff', { opacity: 0.55 }),
    moved(
      0,
      -lidLift,
      ellipse(0, -138, 118, 26, '#8c9aa3') +
        rect(-16, -196, 32, 50, palette.espresso) +
        circle(0, -202, 30, palette.espresso),
    ),
  ].join('')
}

function stove(): string {
  return rect(130, 1352, 640, 60, '#0c2a2b', { rx: 18 }) + rect(180, 1330, 540, 26, '#3d4b50', { rx: 10 })
}

function flames(frame: number): string {
  const tongues = Array.from({ length: 9 }, (_, index) => {
    const x = 230 + index * 53
    const height = 58 + Math.sin(frame * 1.1 + index * 1.9) * 16
    const shape = (scale: number): string =>
      `M${x - 22 * scale} 1336Q${x - 26 * scale} ${1336 - height * 0.5 * scale} ${x} ${1336 - height * scale}Q${x + 26 * scale} ${1336 - height * 0.5 * scale} ${x + 22 * scale} 1336Z`
    return path(shape(1), palette.terracotta) + path(shape(0.6), palette.mustard)
  })
  return tongues.join('')
}

function boil(timeS: number): string {
  const clouds = puffs.map(({ delayS, drift, radius }) => {
    const age = ((timeS + 1.2 - delayS) % 1.2) / 1.2
    return circle(
      818 + drift * age * 0.5,
      872 - age * 330 - drift * 0.2 * age,
      radius * (0.35 + age),
      '#fff',
      {
        opacity: 0.55 * (1 - age),
      },
    )
  })
  return clouds.join('')
}
