import { describe, expect, it } from 'vitest'
import { attentionOf, type AttentionFacts } from '../../electron/vision/attention.ts'
import type { Box } from '../../electron/vision/boxes.ts'
import { compositionOf } from '../../electron/vision/composition.ts'
import type { FaceFacts } from '../../electron/vision/faces.ts'

interface Dot {
  x: number
  y: number
  radius: number
  level: number
}

/** A soft grey picture with discs on it. */
function drawn(
  width: number,
  height: number,
  dots: readonly Dot[],
  timeS = 0,
): Parameters<typeof attentionOf>[0] {
  const rgb = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const dot = dots.find((one) => Math.hypot(x - one.x * width, y - one.y * height) < one.radius * height)
      const ground = 90 + 20 * Math.sin(x / 90) + 15 * Math.cos(y / 70)
      rgb.fill(dot ? dot.level : ground, 3 * (y * width + x), 3 * (y * width + x) + 3)
    }
  }
  return { timeS, width, height, rgb }
}

const nobody: FaceFacts = { faces: [], looksS: [], failure: null }
const face = (box: Box): FaceFacts => ({
  faces: [{ startS: 0, endS: 1, box, confidence: 0.9, height: box[3], path: [{ timeS: 0, box }] }],
  looksS: [0],
  failure: null,
})
const factsOf = (...stills: Parameters<typeof attentionOf>[0][]): AttentionFacts => ({
  aspect: stills[0]!.width / stills[0]!.height,
  looks: stills.map(attentionOf),
})

describe('what stands out of a drawn picture', () => {
  // The subject's place is what thirds, centre and the vertical crop rest on.
  it.each([
    [0.25, 0.3],
    [0.5, 0.5],
    [0.8, 0.65],
  ])('is the one disc, at %d of the width and %d of the height', (x, y) => {
    const { looks } = compositionOf(factsOf(drawn(640, 360, [{ x, y, radius: 0.06, level: 250 }])), nobody)
    expect(looks[0]!.subject!.x).toBeGreaterThan(x - 0.07)
    expect(looks[0]!.subject!.x).toBeLessThan(x + 0.07)
    expect(looks[0]!.subject!.y).toBeGreaterThan(y - 0.1)
    expect(looks[0]!.subject!.y).toBeLessThan(y + 0.1)
  })

  it('are as many places as there are discs apart from each other', () => {
    const at = (x: number): Dot => ({ x, y: 0.5, radius: 0.05, level: 245 })
    const peaks = (dots: Dot[]): number => attentionOf(drawn(640, 360, dots)).peaks.length
    expect(peaks([at(0.2), at(0.5), at(0.8)])).toBe(3)
    expect(peaks([])).toBe(0)
  })

  it('is nothing in a plain picture', () => {
    const plain = { timeS: 0, width: 320, height: 180, rgb: new Uint8Array(320 * 180 * 3).fill(70) }
    const [look] = compositionOf(factsOf(plain), nobody).looks
    expect(look).toMatchObject({ subject: null, fromThirds: null, peaks: 0, clutter: 0 })
  })

  it('is more cluttered with many edges than with few', () => {
    const many = Array.from({ length: 60 }, (_, i) => ({
      x: ((i * 37) % 100) / 100,
      y: ((i * 53) % 100) / 100,
      radius: 0.03,
      level: i % 2 ? 250 : 5,
    }))
    expect(attentionOf(drawn(640, 360, many)).clutter).toBeGreaterThan(
      2 * attentionOf(drawn(640, 360, many.slice(0, 5))).clutter,
    )
  })
})

describe('the layout', () => {
  it('takes the largest face for the subject, whatever else stands out, and tells the room above it', () => {
    const facts = factsOf(drawn(640, 360, [{ x: 0.9, y: 0.9, radius: 0.06, level: 250 }]))
    const [look] = compositionOf(facts, face([0.25, 0.2, 0.1, 0.3])).looks
    expect(look!.subject).toEqual({ kind: 'face', x: 0.3, y: 0.35 })
    expect(look!.headroom).toBe(0.2)
    expect(look!.fromThirds).toBeCloseTo(Math.hypot(0.3 - 1 / 3, 0.35 - 1 / 3), 6)
    expect(look!.fromCentre).toBeCloseTo(Math.hypot(0.2, 0.15), 6)
  })
})

describe('the vertical crop of a wide draft', () => {
  // Without it a person would be cropped out of a video that is made vertical.
  it('lies over the face, as wide as 9:16 is of the frame', () => {
    const crop = compositionOf(factsOf(drawn(640, 360, [])), face([0.7, 0.2, 0.1, 0.3])).crop!
    expect(crop.width).toBeCloseTo(((9 / 16) * 9) / 16, 2)
    expect(crop.x).toBeLessThanOrEqual(0.75)
    expect(crop.x + crop.width).toBeGreaterThanOrEqual(0.75)
    expect(crop.keptFaces).toBe(1)
  })

  it('lies over what stands out where nobody is, and keeps more of it than the middle does', () => {
    const { crop } = compositionOf(
      factsOf(drawn(640, 360, [{ x: 0.85, y: 0.5, radius: 0.07, level: 250 }])),
      nobody,
    )
    expect(crop!.x + crop!.width).toBeGreaterThanOrEqual(0.85)
    expect(crop!.keptSalience).toBeGreaterThan(2 * crop!.keptSalienceCentred)
    expect(crop!.keptFaces).toBeNull()
  })

  it('is none of an upright draft', () => {
    expect(compositionOf(factsOf(drawn(360, 640, [])), nobody).crop).toBeNull()
  })
})
