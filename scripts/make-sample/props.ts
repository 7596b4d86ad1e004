import { palette } from './palette.ts'
import { circle, element, ellipse, gradient, group, moved, path, rect, stroke } from './svg.ts'

/** Things that are seen in more than one shot. Each is drawn about its own origin. */

/** A mug that stands on (0, 0), 2 × 180 wide at the rim and 330 high, without its handle. */
export function mug(colour: string, shade: string): string {
  const body = 'M-180-330L-150-60Q-142 0-80 0H80Q142 0 150-60L180-330Z'
  return [
    gradient(
      'mugShade',
      [0, 0, 1, 0],
      [
        { offset: 0, colour: '#fff', opacity: 0.25 },
        { offset: 0.45, colour: '#fff', opacity: 0 },
        { offset: 1, colour: shade, opacity: 0.75 },
      ],
    ),
    ellipse(10, 2, 210, 26, palette.espresso, { opacity: 0.35 }),
    stroke('M165-260C290-280 300-90 140-90', colour, 42),
    stroke('M165-260C290-280 300-90 140-90', shade, 42, { opacity: 0.45 }),
    path(body, colour),
    path(body, 'url(#mugShade)'),
    ellipse(0, -330, 180, 44, colour),
    ellipse(0, -330, 180, 44, shade, { opacity: 0.25 }),
    ellipse(0, -326, 158, 34, palette.roast),
    ellipse(-20, -320, 120, 22, palette.caramel, { opacity: 0.55 }),
  ].join('')
}

/** Steam that rises from (0, 0); it waves with the time. */
export function steam(timeS: number, opacity: number): string {
  const wisps = [-80, 0, 80].map((x, index) => {
    const points = Array.from({ length: 25 }, (_, step) => {
      const sway = Math.sin(step * 0.42 - timeS * 5 + index * 2.1) * (6 + step * 1.1)
      return `${(x + sway).toFixed(1)} ${-step * (index === 1 ? 13 : 10)}`
    })
    return stroke(`M${points.join('L')}`, 'url(#steamFade)', 26)
  })
  const fade = element(
    'linearGradient',
    { id: 'steamFade', gradientUnits: 'userSpaceOnUse', x1: 0, y1: 0, x2: 0, y2: -310 },
    element('stop', { offset: 0, 'stop-color': '#fff', 'stop-opacity': 0 }) +
      element('stop', { offset: 0.25, 'stop-color': '#fff', 'stop-opacity': 0.75 }) +
      element('stop', { offset: 1, 'stop-color': '#fff', 'stop-opacity': 0 }),
  )
  return element('g', { opacity }, fade + wisps.join(''))
}

/** A roasted bean of length 2 × `halfLength` about (x, y). */
export function bean(x: number, y: number, halfLength: number, angleDeg: number, colour: string): string {
  const [long, short] = [halfLength, halfLength * 0.66]
  const crease = `M${-long * 0.92} 0C${-long * 0.4} ${-short * 0.55} ${long * 0.35} ${short * 0.6} ${long * 0.92} 0`
  return group(
    `translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${angleDeg.toFixed(1)})`,
    ellipse(0, 0, long, short, colour) +
      ellipse(-long * 0.1, -short * 0.35, long * 0.62, short * 0.35, '#fff', { opacity: 0.12 }) +
      stroke(crease, palette.espresso, Math.max(3, long * 0.12)),
  )
}

/** The wall, a glow on it, and the table; they reach beyond the frame so that the camera may move. */
export function backdrop(top: string, bottom: string, glow: string, table: string, tableY: number): string {
  return [
    gradient(
      'wall',
      [0, 0, 0, 1],
      [
        { offset: 0, colour: top },
        { offset: 1, colour: bottom },
      ],
    ),
    rect(-100, -100, 1280, 2120, 'url(#wall)'),
    circle(490, 1080, 440, glow, { opacity: 0.16 }),
    circle(490, 1080, 330, glow, { opacity: 0.2 }),
    rect(-100, tableY, 1280, 2120 - tableY, table),
    rect(-100, tableY, 1280, 14, '#fff', { opacity: 0.14 }),
  ].join('')
}

/** The numbered badge of a tip. */
export function badgeRing(x: number, y: number, colour: string): string {
  return (
    circle(x, y, 84, colour) + circle(x, y, 84, 'none', { stroke: '#fff', 'stroke-width': 7, opacity: 0.5 })
  )
}

/** A tick in a disc of radius 62 about (x, y). `drawn` 0 to 1 says how much of it is there. */
export function tick(x: number, y: number, disc: string, mark: string, drawn: number): string {
  if (drawn <= 0) return ''
  const line = stroke('M-28 2L-8 24L30-22', mark, 16, {
    'stroke-dasharray': 110,
    'stroke-dashoffset': 110 * (1 - drawn),
  })
  return moved(x, y, circle(0, 0, 62 * Math.min(1, drawn * 2), disc) + line)
}
