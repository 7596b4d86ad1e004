import { describe, expect, it } from 'vitest'
import { noise, noiseOf } from '../../electron/vision/noise.ts'
import { sharpnessOf } from '../../electron/vision/sharpness.ts'
import { mulberry32 } from '../../shared/mulberry32.ts'
import { anyProbe, gaussian } from './painted-frames.ts'

const width = 540
const height = 720

/** The normal distribution's cumulative function (Abramowitz and Stegun 7.1.26): the profile of a blurred edge. */
function cumulative(z: number): number {
  const t = 1 / (1 + (0.3275911 * Math.abs(z)) / Math.SQRT2)
  const series =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
  const erf = 1 - series * Math.exp(-(z * z) / 2)
  return 0.5 * (1 + Math.sign(z) * erf)
}

/** Discs of many sizes and greys, each edge blurred by a Gaussian of `blurPx`: analytic, no filter stands between. */
function discs(blurPx: number, seed = 1, contrast = 1): Uint8Array {
  const random = mulberry32(seed)
  const picture = new Float64Array(width * height).fill(110)
  for (let i = 0; i < 60; i++) {
    const [cx, cy, radius] = [width * random(), height * random(), 30 + 60 * random()]
    const shade = 110 + contrast * (200 * random() - 100)
    const reach = radius + 4 * blurPx + 1
    for (let y = Math.max(0, Math.ceil(cy - reach)); y < Math.min(height, cy + reach); y++) {
      for (let x = Math.max(0, Math.ceil(cx - reach)); x < Math.min(width, cx + reach); x++) {
        const p = y * width + x
        const inside = radius - Math.hypot(x - cx, y - cy)
        if (inside < -4 * blurPx - 1) continue
        const cover = cumulative(inside / Math.max(blurPx, 0.3))
        picture[p]! += cover * (shade - picture[p]!)
      }
    }
  }
  return Uint8Array.from(picture, (level) => Math.max(0, Math.min(255, Math.round(level))))
}

function noisy(picture: Uint8Array, sigma: number, seed = 11): Uint8Array {
  const random = mulberry32(seed)
  return picture.map((level) => Math.max(0, Math.min(255, Math.round(level + sigma * gaussian(random)))))
}

describe('sharpness', () => {
  it('follows the blur of edges: 1 / (1 + (σ / 2)²)', () => {
    for (const blurPx of [1, 1.5, 2, 3, 4, 6]) {
      const sharp = sharpnessOf(discs(blurPx), width, height)
      expect(Math.abs(sharp - 1 / (1 + (blurPx / 2) ** 2)), `σ = ${blurPx}: ${sharp}`).toBeLessThan(0.1)
    }
  })

  it('falls with every step of blur', () => {
    const values = [0.4, 0.8, 1.2, 2, 3, 4.5, 7].map((blurPx) => sharpnessOf(discs(blurPx, 2), width, height))
    for (let i = 1; i < values.length; i++) expect(values[i]).toBeLessThan(values[i - 1]!)
  })

  it('is the same for little and much contrast, and with noise', () => {
    for (const blurPx of [1, 3]) {
      const plain = sharpnessOf(discs(blurPx, 3), width, height)
      expect(Math.abs(sharpnessOf(discs(blurPx, 3, 0.5), width, height) - plain)).toBeLessThan(0.1)
      expect(Math.abs(sharpnessOf(noisy(discs(blurPx, 3), 3), width, height) - plain)).toBeLessThan(0.1)
    }
  })

  it('is not defined where there is no edge', () => {
    expect(sharpnessOf(new Uint8Array(width * height).fill(90), width, height)).toBeNaN()
  })
})

describe('noise', () => {
  it.each([1, 2, 5, 10, 15])('of σ = %i levels is read within 25 %', (sigma) => {
    for (const picture of [new Uint8Array(width * height).fill(120), discs(1.5, 4)]) {
      const measured = noiseOf(noisy(picture, sigma), width, height)
      expect(Math.abs(measured / sigma - 1)).toBeLessThan(0.25)
    }
  })

  it('is not seen in edges', () => {
    expect(noiseOf(discs(0.4, 5), width, height)).toBeLessThan(0.5)
  })

  it('is the share of full scale, the median over stills; null where all is black', () => {
    const measuring = noise.begin(anyProbe)
    for (const [i, sigma] of [5, 5, 40].entries()) {
      const luma = noisy(new Uint8Array(width * height).fill(120), sigma, 20 + i)
      const rgb = new Uint8Array(3 * luma.length)
      luma.forEach((level, p) => rgb.fill(level, 3 * p, 3 * p + 3))
      measuring.still?.({ timeS: i / 2, width, height, rgb })
    }
    const facts = measuring.finish({ originS: 0, durationS: 1.5 })
    expect(Math.abs(facts.noise! * 255 - 5)).toBeLessThan(1)

    const dark = noise.begin(anyProbe)
    dark.still?.({ timeS: 0, width, height, rgb: new Uint8Array(3 * width * height) })
    expect(dark.finish({ originS: 0, durationS: 1 }).noise).toBeNull()
  })
})
