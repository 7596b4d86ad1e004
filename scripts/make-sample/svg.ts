export type Attributes = Record<string, string | number>

/** One SVG element as text. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${inSvg(value)}"`)
  return `<${name}${written.join('')}>${content}</${name}>`
}

export function rect(
  x: number,
  y: number,
  width: number,
  height: number,
  fill: string,
  more: Attributes = {},
): string {
  return element('rect', { x, y, width, height, fill, ...more })
}

export function circle(cx: number, cy: number, r: number, fill: string, more: Attributes = {}): string {
  return element('circle', { cx, cy, r, fill, ...more })
}

export function ellipse(
  cx: number,
  cy: number,
  rx: number,
  ry: number,
  fill: string,
  more: Attributes = {},
): string {
  return element('ellipse', { cx, cy, rx, ry, fill, ...more })
}

export function path(d: string, fill: string, more: Attributes = {}): string {
  return element('path', { d, fill, ...more })
}

/** A line of even thickness with round ends. */
export function stroke(d: string, colour: string, widthPx: number, more: Attributes = {}): string {
  return path(d, 'none', {
    stroke: colour,
    'stroke-width': widthPx,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    ...more,
  })
}

export function group(transform: string, content: string, more: Attributes = {}): string {
  return element('g', { transform, ...more }, content)
}

export function moved(x: number, y: number, content: string): string {
  return group(`translate(${inSvg(x)} ${inSvg(y)})`, content)
}

/** `content` scaled about a point. */
export function scaledAbout(x: number, y: number, scale: number, content: string): string {
  return group(
    `translate(${inSvg(x)} ${inSvg(y)}) scale(${scale.toFixed(4)}) translate(${inSvg(-x)} ${inSvg(-y)})`,
    content,
  )
}

export interface GradientStop {
  offset: number
  colour: string
  opacity?: number
}

/** A linear gradient over its shape's own box (0 to 1), to be used as `url(#id)`. */
export function gradient(
  id: string,
  [x1, y1, x2, y2]: readonly [number, number, number, number],
  stops: readonly GradientStop[],
): string {
  const written = stops.map(({ offset, colour, opacity = 1 }) =>
    element('stop', { offset, 'stop-color': colour, 'stop-opacity': opacity }),
  )
  return element('linearGradient', { id, x1, y1, x2, y2 }, written.join(''))
}

function inSvg(value: string | number): string {
  return typeof value === 'number' ? String(Math.round(value * 100) / 100) : value
}
