import { between, easeOut, progress } from '../easing.ts'
import { framesPerBeat } from '../frame-format.ts'
import { palette } from '../palette.ts'
import { circle, group, path, rect, scaledAbout } from '../svg.ts'

const tapFrame = 3 * framesPerBeat
const button = { x: 180, y: 1130, width: 630, height: 190 }
const centre = { x: 495, y: 1225 }

/** The call to action: sun rays, an arrow that bounces on the beat, and a button that is tapped. */
export function drawFollow(frame: number): string {
  const sinceBeat = frame % framesPerBeat
  const bounce = 46 * (1 - easeOut(sinceBeat / framesPerBeat))
  const pulse = 1 + 0.05 * (1 - easeOut(sinceBeat / framesPerBeat))
  const pressed =
    1 - 0.07 * (progress(frame, tapFrame - 3, tapFrame) - progress(frame, tapFrame, tapFrame + 5))
  return [
    rect(0, 0, 1080, 1920, palette.blush),
    rays(frame),
    arrow(-bounce),
    scaledAbout(centre.x, centre.y, pulse * pressed, buttonShape()),
    ripple(frame),
  ].join('')
}

/** The pointing hand is drawn over the lettering of the button. */
export function drawTappingHand(frame: number): string {
  const arrived = easeOut(progress(frame, tapFrame - 14, tapFrame - 2))
  if (arrived <= 0) return ''
  const press = progress(frame, tapFrame - 3, tapFrame) - progress(frame, tapFrame, tapFrame + 6)
  const [x, y] = [between(1150, 720, arrived), between(1950, 1290, arrived) - press * 22]
  const finger =
    'M-26-10Q-26-40 0-40Q26-40 26-10V130Q44 110 68 122Q84 132 84 150Q104 136 124 150Q138 160 138 180Q158 172 172 186Q184 198 184 220V330Q184 420 100 440H10Q-50 430-84 360L-140 240Q-152 208-122 194Q-96 186-74 212L-26 270Z'
  return group(
    `translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(-14)`,
    path(finger, palette.espresso, { transform: 'translate(12 16)', opacity: 0.3 }) +
      path(finger, palette.milk, {
        stroke: palette.espresso,
        'stroke-width': 10,
        'stroke-linejoin': 'round',
      }),
  )
}

function rays(frame: number): string {
  const wedges = Array.from({ length: 14 }, (_, index) => {
    const from = (index / 14) * 2 * Math.PI
    const to = from + Math.PI / 14
    const at = (angle: number): string =>
      `${(Math.cos(angle) * 1500).toFixed(1)} ${(Math.sin(angle) * 1500).toFixed(1)}`
    return path(`M0 0L${at(from)}L${at(to)}Z`, palette.cream, { opacity: 0.4 })
  })
  return group(`translate(495 1000) rotate(${(frame * 0.5).toFixed(2)})`, wedges.join(''))
}

function arrow(offsetY: number): string {
  return group(
    `translate(495 ${(1090 + offsetY).toFixed(1)})`,
    path('M-44-250H44V-120H130L0 0L-130-120H-44Z', palette.terracotta, {
      stroke: palette.terracotta,
      'stroke-width': 24,
      'stroke-linejoin': 'round',
    }),
  )
}

function buttonShape(): string {
  const { x, y, width, height } = button
  return (
    rect(x, y + 18, width, height, palette.espresso, { rx: height / 2, opacity: 0.25 }) +
    rect(x, y, width, height, palette.teal, { rx: height / 2 }) +
    rect(x + 10, y + 10, width - 20, height - 20, 'none', {
      rx: height / 2 - 10,
      stroke: '#fff',
      'stroke-width': 5,
      opacity: 0.35,
    })
  )
}

function ripple(frame: number): string {
  const spread = progress(frame, tapFrame, tapFrame + 14)
  if (spread <= 0 || spread >= 1) return ''
  return circle(centre.x + 200, centre.y + 40, 60 + 260 * easeOut(spread), 'none', {
    stroke: '#fff',
    'stroke-width': 16,
    opacity: 1 - spread,
  })
}
