/** Lines of letter-like marks, as captions are burnt in; on a dark box where asked. */
export function caption(
  word: number,
  style: { y: number; lines: number; box: boolean },
  rgb: Uint8Array,
  width: number,
): void {
  for (let line = 0; line < style.lines; line++)
    captionLine(word * 7 + line, style.y + line * 0.06, style.box, rgb, width)
}

function captionLine(word: number, centreY: number, box: boolean, rgb: Uint8Array, width: number): void {
  const height = rgb.length / 3 / width
  const cell = Math.max(2, Math.round(width / 60))
  const letters = 5 + (word % 5)
  const left = Math.round((width - letters * 6 * cell) / 2)
  const top = Math.round(centreY * height)
  if (box) {
    for (let y = Math.max(0, top - cell); y < Math.min(height, top + 8 * cell); y++)
      rgb.fill(16, (y * width + left - cell) * 3, (y * width + left + (letters * 6 + 1) * cell) * 3)
  }
  let bits = (word * 2654435761) >>> 0
  for (let letter = 0; letter < letters; letter++) {
    for (let row = 0; row < 7; row++) {
      for (let column = 0; column < 5; column++) {
        bits = (Math.imul(bits, 1664525) + 1013904223) >>> 0
        if (bits >>> 31 === 0 && column > 0 && row > 0) continue
        fillBox(rgb, width, height, left + (letter * 6 + column) * cell, top + row * cell, cell)
      }
    }
  }
}

/** A striped box of this share of the picture, somewhere off the middle. */
export function sticker(which: number, size: number, rgb: Uint8Array, width: number): void {
  const height = rgb.length / 3 / width
  const side = Math.min(Math.round(width * 0.9), Math.round(Math.sqrt(width * height * size)))
  const left = which % 2 === 0 ? Math.round(width * 0.06) : width - side - Math.round(width * 0.06)
  const top = Math.round(height * (0.08 + 0.15 * (which % 3)))
  for (let y = top; y < Math.min(height, top + side); y++) {
    for (let x = left; x < left + side; x++) {
      const stripe = ((x + y) >> 3) % 2 === 0
      rgb.set(stripe ? [240, 60 + 40 * (which % 4), 40] : [250, 240, 200], (y * width + x) * 3)
    }
  }
}

function fillBox(
  rgb: Uint8Array,
  width: number,
  height: number,
  left: number,
  top: number,
  side: number,
): void {
  for (let y = Math.max(0, top); y < Math.min(height, top + side); y++) {
    for (let x = Math.max(0, left); x < Math.min(width, left + side); x++)
      rgb.fill(245, (y * width + x) * 3, (y * width + x) * 3 + 3)
  }
}
