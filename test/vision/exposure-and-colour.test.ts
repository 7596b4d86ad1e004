import { describe, expect, it } from 'vitest'
import type { SmallFrame } from '../../electron/media/streams.ts'
import { colour } from '../../electron/vision/colour.ts'
import { exposure } from '../../electron/vision/exposure.ts'
import { mulberry32 } from '../../shared/mulberry32.ts'
import { film, measured } from './painted-frames.ts'

function frameOf(pixels: readonly (readonly [number, number, number])[], width: number): SmallFrame {
  return { index: 0, timeS: 0, width, height: pixels.length / width, rgb: Uint8Array.from(pixels.flat()) }
}

/** Hasler and Süsstrunk 2003, equation for M3, written out on arrays. */
function m3(pixels: readonly (readonly [number, number, number])[]): number {
  const rg = pixels.map(([r, g]) => r - g)
  const yb = pixels.map(([r, g, b]) => 0.5 * (r + g) - b)
  const mean = (v: number[]): number => v.reduce((a, b) => a + b, 0) / v.length
  const deviation = (v: number[]): number => Math.sqrt(mean(v.map((x) => (x - mean(v)) ** 2)))
  return Math.hypot(deviation(rg), deviation(yb)) + 0.3 * Math.hypot(mean(rg), mean(yb))
}

/** HSV of the usual definition (Smith 1978). */
function hsv([r, g, b]: readonly [number, number, number]): { h: number; s: number; v: number } {
  const v = Math.max(r, g, b)
  const c = v - Math.min(r, g, b)
  const h = c === 0 ? 0 : v === r ? ((g - b) / c + 6) % 6 : v === g ? (b - r) / c + 2 : (r - g) / c + 4
  return { h: h / 6, s: v === 0 ? 0 : c / v, v }
}

const random = mulberry32(5)
const level = (): number => Math.floor(256 * random())
const anyPixels = Array.from({ length: 80 * 60 }, () => [level(), level(), level()] as const)

describe('exposure', () => {
  it('brightness and contrast are mean and deviation of luma', () => {
    const halves = measured(
      exposure,
      film((x) => (x < 0 ? 51 : 204)),
      1,
    )
    expect(halves.brightness[0]).toBeCloseTo(0.5, 2)
    expect(halves.contrast[0]).toBeCloseTo(0.3, 2)
    expect(halves.brightness).toHaveLength(10)
  })

  it('colours weigh as in BT.601: green most, blue least', () => {
    const of = (pixel: readonly [number, number, number]): number =>
      measured(exposure, [frameOf(Array(256).fill(pixel) as (typeof pixel)[], 16)], 0.04).brightness[0]!
    expect(of([255, 0, 0])).toBeCloseTo(0.299, 2)
    expect(of([0, 255, 0])).toBeCloseTo(0.587, 2)
    expect(of([0, 0, 255])).toBeCloseTo(0.114, 2)
  })

  it('clipped shares are the areas at black and at white', () => {
    const thirds = measured(
      exposure,
      film((x) => (x < -27 ? 1 : x < 9 ? 128 : 254)),
      1,
    )
    expect(thirds.shadowsClipped[0]).toBeCloseTo(18 / 90, 2)
    expect(thirds.highlightsClipped[0]).toBeCloseTo(36 / 90, 2)
  })
})

describe('colour', () => {
  it('colourfulness is the published M3', () => {
    const muted = anyPixels.map(([r, g, b]) => [r >> 1, g >> 2, b >> 3] as const)
    for (const pixels of [anyPixels, muted]) {
      const facts = measured(colour, [frameOf(pixels, 80)], 0.04)
      expect(facts.colourfulness[0]).toBeCloseTo(m3(pixels), 3)
    }
  })

  it('grey has none', () => {
    const facts = measured(
      colour,
      film((x, y) => 128 + x + y / 2),
      1,
    )
    expect(facts.colourfulness[0]).toBe(0)
    expect(facts.saturation[0]).toBe(0)
    expect(facts.colourVariety).toBeNull()
  })

  it('saturation is the mean of HSV over what is not nearly black', () => {
    const lit = anyPixels.filter((pixel) => hsv(pixel).v >= 20)
    const expected = lit.reduce((sum, pixel) => sum + hsv(pixel).s, 0) / lit.length
    expect(measured(colour, [frameOf(anyPixels, 80)], 0.04).saturation[0]).toBeCloseTo(expected, 4)
  })

  it('variety is 0 for one hue, 1 for all alike, ln k / ln 24 for k', () => {
    const wheel = (hues: readonly number[]): number | null => {
      const pixels = hues.flatMap((h) => {
        const channel = (shift: number): number =>
          Math.round(200 * Math.max(0, Math.min(1, Math.abs(((h * 6 + shift) % 6) - 3) - 1)))
        return Array<readonly [number, number, number]>(64).fill([channel(0), channel(4), channel(2)])
      })
      return measured(colour, [frameOf(pixels, 64)], 0.04).colourVariety
    }
    const middles = Array.from({ length: 24 }, (_, i) => (i + 0.5) / 24)
    expect(wheel(middles)).toBeCloseTo(1, 3)
    expect(wheel([middles[3]!])).toBeCloseTo(0, 6)
    expect(wheel([middles[3]!, middles[9]!, middles[20]!])).toBeCloseTo(Math.log(3) / Math.log(24), 3)
  })
})
