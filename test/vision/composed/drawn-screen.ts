import type { Footage } from './footage.ts'
import { Random } from './random.ts'

/** A screen recording drawn in code: a page of text and cards that rests, scrolls fast, and rests again. */
export function drawnScreen(
  seed: number,
  width: number,
  height: number,
  frames: number,
  fps: number,
): Footage {
  const pages = 6
  const page = drawnPage(seed, width, height * pages)
  const random = new Random(seed)
  const rgb = new Uint8Array(width * height * 3 * frames)
  let top = random.integer(0, height)
  let target = top
  for (let f = 0; f < frames; f++) {
    if (f % fps === Math.floor(fps / 2)) target = random.integer(0, height * (pages - 1) - 1)
    top += (Math.sign(target - top) * Math.min(Math.abs(target - top) * 7.5, 900)) / fps
    const from = Math.round(top) * width * 3
    rgb.set(page.subarray(from, from + width * height * 3), f * width * height * 3)
  }
  return { width, height, frames, rgb }
}

function drawnPage(seed: number, width: number, height: number): Uint8Array {
  const random = new Random(seed * 7919)
  const dark = random.chance(0.5)
  const page = new Uint8Array(width * height * 3).fill(dark ? 24 : 246)
  const box = (x: number, y: number, w: number, h: number, colour: readonly number[]): void => {
    for (let row = y; row < Math.min(height, y + h); row++) {
      for (let column = x; column < Math.min(width, x + w); column++)
        page.set(colour, (row * width + column) * 3)
    }
  }
  for (let y = 8; y < height - 60; y += 12) {
    if (random.chance(0.12)) {
      box(
        20,
        y,
        random.integer(150, 400),
        50,
        [0, 0, 0].map(() => random.integer(0, 255)),
      )
      y += 46
      continue
    }
    for (let x = 20; x < width - 70;) {
      const word = random.integer(8, 45)
      const ink = dark ? random.integer(150, 230) : random.integer(20, 110)
      for (let letter = 0; letter < word; letter += 4)
        box(x + letter, y, 3, random.integer(4, 7), [ink, ink, ink])
      x += word + 6
      if (random.chance(0.1)) break
    }
  }
  return page
}
