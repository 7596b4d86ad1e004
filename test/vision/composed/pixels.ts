import type { Footage } from './footage.ts'

/**
 * Where the composer's camera looks: centre as fractions of the footage, size as a share of the largest view that fits,
 * shift as shares of what is shown, smear in output pixels.
 */
export interface View {
  x: number
  y: number
  size: number
  mirrored: boolean
  upsideDown: boolean
  shiftX: number
  shiftY: number
  smearX: number
}

/** Looks at one frame of the footage through a view; bilinear, with motion blur along x where asked. */
export function look(
  footage: Footage,
  frame: number,
  view: View,
  out: Uint8Array,
  width: number,
  height: number,
): void {
  const { width: w, height: h, rgb } = footage
  const base = Math.min(frame, footage.frames - 1) * w * h * 3
  const scale = Math.min(1, view.size) * Math.min((w - 2) / width, (h - 2) / height)
  const left = clamp(view.x * w + (view.shiftX - 0.5) * scale * width, 0, w - 2 - scale * width)
  const top = clamp(view.y * h + (view.shiftY - 0.5) * scale * height, 0, h - 2 - scale * height)
  const taps = Math.abs(view.smearX) < 1 ? 1 : Math.min(12, Math.ceil(Math.abs(view.smearX)))
  for (let y = 0; y < height; y++) {
    const sy = top + (view.upsideDown ? height - 1 - y : y) * scale
    const y0 = Math.floor(sy)
    const fy = sy - y0
    for (let x = 0; x < width; x++) {
      let r = 0
      let g = 0
      let b = 0
      for (let t = 0; t < taps; t++) {
        const shift = taps === 1 ? 0 : (t / (taps - 1) - 0.5) * view.smearX
        const ux = view.mirrored ? width - 1 - x - shift : x + shift
        const sx = clamp(left + ux * scale, 0, w - 2)
        const x0 = Math.floor(sx)
        const fx = sx - x0
        const at = base + (y0 * w + x0) * 3
        const down = at + w * 3
        const a = (1 - fx) * (1 - fy)
        const c = fx * (1 - fy)
        const d = (1 - fx) * fy
        const e = fx * fy
        r += rgb[at]! * a + rgb[at + 3]! * c + rgb[down]! * d + rgb[down + 3]! * e
        g += rgb[at + 1]! * a + rgb[at + 4]! * c + rgb[down + 1]! * d + rgb[down + 4]! * e
        b += rgb[at + 2]! * a + rgb[at + 5]! * c + rgb[down + 2]! * d + rgb[down + 5]! * e
      }
      const to = (y * width + x) * 3
      out[to] = r / taps
      out[to + 1] = g / taps
      out[to + 2] = b / taps
    }
  }
}

/** out = a + (b − a) · share. */
export function mix(a: Uint8Array, b: Uint8Array, share: number, out: Uint8Array): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.round(a[i]! + (b[i]! - a[i]!) * share)
}

/** Shows another colour in each colour's place. */
export function reorder(order: readonly [number, number, number], rgb: Uint8Array): void {
  const [r, g, b] = order
  if (r === 0 && g === 1) return
  for (let i = 0; i < rgb.length; i += 3) {
    const colours = [rgb[i]!, rgb[i + 1]!, rgb[i + 2]!] as const
    rgb[i] = colours[r]!
    rgb[i + 1] = colours[g]!
    rgb[i + 2] = colours[b]!
  }
}

/** Towards one grey level: 0 black, 255 white. */
export function towards(level: number, share: number, rgb: Uint8Array): void {
  for (let i = 0; i < rgb.length; i++) rgb[i] = Math.round(rgb[i]! + (level - rgb[i]!) * share)
}

/** Gain, gamma and saturation, clipped: dark grades, black and white, over-exposure (a flash that keeps detail). */
export function grade(gain: number, gamma: number, saturation: number, rgb: Uint8Array): void {
  const curve = new Float32Array(256)
  for (let v = 0; v < 256; v++) curve[v] = Math.min(255, 255 * gain * (v / 255) ** gamma)
  for (let i = 0; i < rgb.length; i += 3) {
    const r = curve[rgb[i]!]!
    const g = curve[rgb[i + 1]!]!
    const b = curve[rgb[i + 2]!]!
    const grey = 0.299 * r + 0.587 * g + 0.114 * b
    rgb[i] = clamp(grey + (r - grey) * saturation, 0, 255)
    rgb[i + 1] = clamp(grey + (g - grey) * saturation, 0, 255)
    rgb[i + 2] = clamp(grey + (b - grey) * saturation, 0, 255)
  }
}

/** The part of b that a wipe has uncovered, from the left, the right, the top or the bottom. */
export function wipe(
  a: Uint8Array,
  b: Uint8Array,
  share: number,
  from: WipeFrom,
  out: Uint8Array,
  width: number,
): void {
  const height = out.length / 3 / width
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const along = { left: x / width, right: 1 - x / width, top: y / height, bottom: 1 - y / height }[from]
      const picture = along < share ? b : a
      const at = (y * width + x) * 3
      out[at] = picture[at]!
      out[at + 1] = picture[at + 1]!
      out[at + 2] = picture[at + 2]!
    }
  }
}
export type WipeFrom = 'left' | 'right' | 'top' | 'bottom'

/** Rows from `firstRow` on are taken from b: a split screen. */
export function below(b: Uint8Array, firstRow: number, out: Uint8Array, width: number): void {
  out.set(b.subarray(firstRow * width * 3), firstRow * width * 3)
}

/** The middle of b in a corner: a picture in a picture, `side` of the width wide. */
export function corner(b: Uint8Array, side: number, out: Uint8Array, width: number): void {
  const height = out.length / 3 / width
  const across = Math.round(width * side)
  const down = Math.round(across * 1.2)
  const fromX = (width - across) >> 1
  const fromY = (height - down) >> 1
  for (let y = 0; y < down; y++) {
    const from = ((fromY + y) * width + fromX) * 3
    out.set(b.subarray(from, from + across * 3), ((y + 6) * width + 6) * 3)
  }
}

/** Fills a tall picture with a wide one, enlarged and blurred, as editors fill the bands. */
export function blurredFill(
  wide: Uint8Array,
  width: number,
  wideHeight: number,
  out: Uint8Array,
  height: number,
): void {
  const cell = 12
  const scale = wideHeight / height
  for (let y = 0; y < height; y += cell) {
    for (let x = 0; x < width; x += cell) {
      const sx = Math.min(width - 1, Math.floor(width / 2 + (x + cell / 2 - width / 2) * scale))
      const sy = Math.min(wideHeight - 1, Math.floor((y + cell / 2) * scale))
      const from = (sy * width + sx) * 3
      for (let row = y; row < Math.min(height, y + cell); row++) {
        for (let column = x; column < Math.min(width, x + cell); column++) {
          const to = (row * width + column) * 3
          for (let c = 0; c < 3; c++) out[to + c] = wide[from + c]! * 0.6
        }
      }
    }
  }
}

function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value
}
