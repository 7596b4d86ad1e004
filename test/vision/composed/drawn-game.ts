import type { Footage } from './footage.ts'
import { Random } from './random.ts'

/** A game seen from the side, drawn in code: layers that pass at different speeds, figures that dart about and vanish. */
export function drawnGame(
  seed: number,
  width: number,
  height: number,
  frames: number,
  fps: number,
  startS: number,
): Footage {
  const random = new Random(seed * 104_729)
  const layers = [0, 1, 2].map((depth) => {
    const span = width * 3
    const colour = [random.integer(20, 230), random.integer(20, 230), random.integer(20, 230)] as const
    const skyline = new Uint16Array(span)
    for (let x = 0; x < span;) {
      const step = random.integer(12, 50)
      const top = Math.round(height * (0.25 + 0.22 * depth + random.between(0, 0.22)))
      for (let end = Math.min(span, x + step); x < end; x++) skyline[x] = top
    }
    return { colour, skyline, speed: (40 + 90 * depth) * random.between(0.6, 1.6) }
  })
  const sky = [random.integer(60, 200), random.integer(90, 220), random.integer(120, 250)] as const
  const rgb = new Uint8Array(width * height * 3 * frames)
  for (let f = 0; f < frames; f++) {
    const seconds = startS + f / fps
    const base = f * width * height * 3
    const shake = Math.floor(seconds * 3) % 7 === 0 ? Math.round(3 * Math.sin(seconds * 60)) : 0
    for (let x = 0; x < width; x++) {
      const shown = layers.map((layer) => {
        const at = Math.floor(x + layer.speed * seconds) % layer.skyline.length
        return { top: layer.skyline[at]! + shake, colour: layer.colour, brick: at }
      })
      for (let y = 0; y < height; y++) {
        const front = shown.findLast((layer) => y >= layer.top)
        const colour = front?.colour ?? sky
        const texture = front && ((front.brick >> 3) + ((y - front.top) >> 3)) % 2 === 0 ? 22 : 0
        for (let c = 0; c < 3; c++) rgb[base + (y * width + x) * 3 + c] = Math.max(0, colour[c]! - texture)
      }
    }
    for (let figure = 0; figure < 6; figure++)
      drawFigure(rgb, base, width, height, seconds, seed + figure * 31)
  }
  return { width, height, frames, rgb }
}

/** A square that crosses the picture in about a second and comes again elsewhere. */
function drawFigure(
  rgb: Uint8Array,
  base: number,
  width: number,
  height: number,
  seconds: number,
  seed: number,
): void {
  const round = Math.floor(seconds * 0.9 + seed * 0.37)
  const random = new Random(seed * 1009 + round)
  const phase = (seconds * 0.9 + seed * 0.37) % 1
  const side = random.integer(8, 40)
  const left = Math.round(random.between(0, 1) * width + (phase - 0.5) * random.between(-300, 300))
  const top = Math.round(random.between(0.2, 0.8) * height + Math.sin(phase * 9) * 25)
  const colour = [random.integer(0, 255), random.integer(0, 255), random.integer(0, 255)]
  for (let y = Math.max(0, top); y < Math.min(height, top + side); y++) {
    for (let x = Math.max(0, left); x < Math.min(width, left + side); x++)
      rgb.set(colour, base + (y * width + x) * 3)
  }
}
