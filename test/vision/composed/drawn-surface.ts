import type { Random } from './random.ts'

/** Texels across and down until a surface repeats. */
const side = 128

/** Grey levels 0 to 1 of a surface that repeats, and two colours to show them in. */
export interface Surface {
  values: Float32Array
  dark: readonly number[]
  light: readonly number[]
}

/** A surface as bright as `key` says (0 to 1), in colours of its own unless some are given. */
export function surfaceOf(random: Random, key: number, colours?: readonly (readonly number[])[]): Surface {
  const hue = random.between(0, 6)
  const vivid = random.unit() ** 2
  const tint = (level: number): number[] =>
    [0, 2, 4].map((c) => Math.max(0, Math.min(255, level * (1 + vivid * 0.9 * Math.cos(hue + c)))))
  const low = random.between(5, 130) * key
  const high = Math.min(255, low + random.between(25, 170) * key)
  const [dark, light] = colours ?? [tint(low), tint(high)]
  return { values: roughness(random), dark: dark!, light: light! }
}

/** Noise whose octaves weaken by a chosen factor (near 1/f as in natural pictures), stretched one way, or with edges. */
function roughness(random: Random): Float32Array {
  const values = new Float32Array(side * side)
  const weaken = random.between(0.4, 0.8)
  const first = random.integer(1, 3)
  const stretchY = random.pick([1, 1, 1, 2, 4])
  let weight = 1
  for (let octave = first; octave <= 6; octave++, weight *= weaken) {
    const cells = 1 << octave
    const down = Math.max(1, Math.floor(cells / stretchY))
    const grid = Float32Array.from({ length: cells * down }, () => random.unit() - 0.5)
    for (let y = 0; y < side; y++) {
      const gy = (y * down) / side
      const y0 = Math.floor(gy)
      const y1 = (y0 + 1) % down
      const fy = smooth(gy - y0)
      for (let x = 0; x < side; x++) {
        const gx = (x * cells) / side
        const x0 = Math.floor(gx)
        const x1 = (x0 + 1) % cells
        const fx = smooth(gx - x0)
        const top = grid[y0 * cells + x0]! * (1 - fx) + grid[y0 * cells + x1]! * fx
        const bottom = grid[y1 * cells + x0]! * (1 - fx) + grid[y1 * cells + x1]! * fx
        values[y * side + x]! += weight * (top * (1 - fy) + bottom * fy)
      }
    }
  }
  const steep = random.pick([1.5, 2.5, 6, 20])
  return values.map((v) => 1 / (1 + Math.exp(-steep * v * 1.6)))
}

/** From 0 to 1 without a kink at either end. */
export function smooth(x: number): number {
  return x * x * (3 - 2 * x)
}

/** A surface's level at a place in texels, bilinear. */
export function sample(values: Float32Array, x: number, y: number): number {
  const x0 = Math.floor(x)
  const y0 = Math.floor(y)
  const fx = x - x0
  const fy = y - y0
  const a = (y0 & 127) * 128
  const b = ((y0 + 1) & 127) * 128
  const l = x0 & 127
  const r = (x0 + 1) & 127
  return (
    (values[a + l]! * (1 - fx) + values[a + r]! * fx) * (1 - fy) +
    (values[b + l]! * (1 - fx) + values[b + r]! * fx) * fy
  )
}
