import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import opentype from 'opentype.js'
import type { Font } from 'opentype.js'
import { pop, progress } from './easing.ts'
import { heightPx, widthPx } from './frame-format.ts'
import { element, path, rect } from './svg.ts'

/** One line of text in a shot. Frames count from the shot's first; the text stays until `untilFrame`. */
export interface Lettering {
  text: string
  weight: 700 | 900
  sizePx: number
  colour: string
  /** Left end of the text, or its middle where `centred`. */
  x: number
  baselineY: number
  centred?: boolean
  fromFrame: number
  /** Exclusive; left out, the text stays to the end of the shot. */
  untilFrame?: number
  /** Colour of the sticker under the text. */
  sticker?: string
}

/** x, y, width, height in px. */
export type BoxPx = readonly [number, number, number, number]

interface Outlined {
  pathData: string
  box: BoxPx
}

const popFrames = 6
const trackingEm = -0.015
const fonts = new Map<number, Font>()
const outlined = new Map<Lettering, Outlined>()

/** The ink box of a line once it has popped in, as fractions of the frame. */
export function letteringBox(line: Lettering): [number, number, number, number] {
  const [x, y, width, height] = outline(line).box
  return [x / widthPx, y / heightPx, width / widthPx, height / heightPx]
}

/** The line as SVG at a frame of its shot; nothing while it isn't shown. */
export function drawLettering(line: Lettering, frame: number): string {
  if (!isShown(line, frame)) return ''
  const { pathData, box } = outline(line)
  const share = progress(frame - line.fromFrame + 1, 0, popFrames)
  const scale = 0.7 + 0.3 * pop(share)
  const [centreX, centreY] = [box[0] + box[2] / 2, box[1] + box[3] / 2]
  const content = (line.sticker ? sticker(line, line.sticker) : '') + path(pathData, line.colour)
  const transform = `translate(${centreX} ${centreY}) scale(${scale.toFixed(4)}) translate(${-centreX} ${-centreY})`
  return element('g', { transform, opacity: Math.min(1, share * 2) }, content)
}

function isShown(line: Lettering, frame: number): boolean {
  return frame >= line.fromFrame && frame < (line.untilFrame ?? Infinity)
}

/** The sticker hugs the line's height in capitals, so that stickers of one size are equally high. */
function sticker(line: Lettering, colour: string): string {
  const [x, , width] = outline(line).box
  const [padX, padY] = [line.sizePx * 0.42, line.sizePx * 0.4]
  const height = line.sizePx * 0.73 + padY * 2
  return rect(x - padX, line.baselineY - line.sizePx * 0.73 - padY, width + padX * 2, height, colour, {
    rx: line.sizePx * 0.34,
  })
}

function outline(line: Lettering): Outlined {
  let result = outlined.get(line)
  if (!result) {
    result = traceLine(line)
    outlined.set(line, result)
  }
  return result
}

function traceLine(line: Lettering): Outlined {
  const font = fontOf(line.weight)
  const pxPerUnit = line.sizePx / font.unitsPerEm
  const glyphs = Array.from(line.text, (character) => font.charToGlyph(character))
  const advances = glyphs.map((glyph) => (glyph.advanceWidth ?? 0) * pxPerUnit + trackingEm * line.sizePx)
  const width = advances.reduce((sum, advance) => sum + advance, 0)
  let penX = line.centred ? line.x - width / 2 : line.x
  let [x1, y1, x2, y2] = [Infinity, Infinity, -Infinity, -Infinity]
  const pathData = glyphs.map((glyph, index) => {
    const trace = glyph.getPath(penX, line.baselineY, line.sizePx)
    penX += advances[index]!
    const ink = trace.getBoundingBox()
    const data = trace.toPathData(1)
    if (data === '') return data
    x1 = Math.min(x1, ink.x1)
    y1 = Math.min(y1, ink.y1)
    x2 = Math.max(x2, ink.x2)
    y2 = Math.max(y2, ink.y2)
    return data
  })
  return { pathData: pathData.join(''), box: [x1, y1, x2 - x1, y2 - y1] }
}

function fontOf(weight: number): Font {
  let font = fonts.get(weight)
  if (!font) {
    const name = `@fontsource/inter/files/inter-latin-${weight}-normal.woff`
    font = opentype.parse(new Uint8Array(readFileSync(createRequire(import.meta.url).resolve(name))).buffer)
    fonts.set(weight, font)
  }
  return font
}
