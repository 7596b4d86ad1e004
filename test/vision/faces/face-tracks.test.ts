import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  overlap,
  surestBoxes,
  withinFrame,
  type Box,
  type ScoredBox,
} from '../../../electron/vision/boxes.ts'
import { bestSplit } from '../../../electron/vision/face-borders.ts'
import { FaceLooking } from '../../../electron/vision/face-looks.ts'
import { ModelMissing } from '../../../electron/vision/network-session.ts'
import { lookedAtSize } from '../../../electron/vision/face-network.ts'
import { trackFaces } from '../../../electron/vision/face-tracks.ts'

const box: fc.Arbitrary<Box> = fc
  .tuple(
    fc.double({ min: -0.5, max: 1.2, noNaN: true }),
    fc.double({ min: -0.5, max: 1.2, noNaN: true }),
    fc.double({ min: 0.001, max: 1.5, noNaN: true }),
    fc.double({ min: 0.001, max: 1.5, noNaN: true }),
  )
  .map(([x, y, w, h]): Box => [x, y, w, h])
const scored: fc.Arbitrary<ScoredBox> = fc.record({
  box,
  confidence: fc.double({ min: 0, max: 1, noNaN: true }),
})

describe('boxes', () => {
  // An overlap that is wrong makes two faces of one, or one of two.
  it('overlap by intersection over union: by themselves fully, the same from both sides, never above one', () => {
    fc.assert(
      fc.property(box, box, (a, b) => {
        expect(overlap(a, a)).toBeCloseTo(1, 9)
        expect(overlap(a, b)).toBeCloseTo(overlap(b, a), 12)
        expect(overlap(a, b)).toBeGreaterThanOrEqual(0)
        expect(overlap(a, b)).toBeLessThanOrEqual(1 + 1e-12)
      }),
    )
    expect(overlap([0, 0, 2, 2], [1, 0, 2, 2])).toBeCloseTo(1 / 3, 12)
    expect(overlap([0, 0, 1, 1], [1, 0, 1, 1])).toBe(0)
  })

  it('of one thing leave the surest, whatever their order', () => {
    fc.assert(
      fc.property(fc.array(scored, { maxLength: 12 }), (found) => {
        const kept = surestBoxes(found, 0.5, 0.8)
        for (const [i, a] of kept.entries())
          for (const b of kept.slice(i + 1)) expect(overlap(a.box, b.box)).toBeLessThanOrEqual(0.5)
        // What was left out has a surer one in its place.
        for (const left of found.filter((one) => !kept.includes(one)))
          expect(kept.some(({ confidence }) => confidence >= left.confidence)).toBe(true)
      }),
    )
  })

  it('are cut to the frame', () => {
    fc.assert(
      fc.property(box, (any) => {
        const [x, y, width, height] = withinFrame(any)
        for (const value of [x, y, width, height, x + width, y + height]) {
          expect(value).toBeGreaterThanOrEqual(0)
          expect(value).toBeLessThanOrEqual(1 + 1e-12)
        }
      }),
    )
  })
})

describe('a face followed from look to look', () => {
  const face = (x: number, confidence = 0.9): ScoredBox => ({ box: [x, 0.3, 0.1, 0.15], confidence })
  const looks = (...seen: ScoredBox[][]): { timeS: number; faces: ScoredBox[] }[] =>
    seen.map((faces, timeS) => ({ timeS, faces }))

  // Without it one person would be counted as many, or several as one.
  it('is one face while it moves, or is missed once, and another after it was gone longer', () => {
    expect(trackFaces(looks([face(0.1)], [face(0.16)], [face(0.2)]), [])).toHaveLength(1)
    expect(trackFaces(looks([face(0.1)], [], [face(0.1)]), [])).toHaveLength(1)
    expect(trackFaces(looks([face(0.1)], [], [], [face(0.1)]), [])).toHaveLength(2)
    expect(trackFaces(looks([face(0.1), face(0.6)], [face(0.62), face(0.12)]), [])).toHaveLength(2)
  })

  it('goes on over a cut only in its place', () => {
    expect(trackFaces(looks([face(0.1)], [face(0.16)]), [0.5])).toHaveLength(2)
    expect(trackFaces(looks([face(0.1)], [face(0.11)]), [0.5])).toHaveLength(1)
  })

  it('is none when it was seen but once and not surely', () => {
    expect(trackFaces(looks([], [face(0.4, 0.45)], []), [])).toHaveLength(0)
  })

  it('has every sure face in exactly one track', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.double({ min: 0, max: 0.9, noNaN: true }), { maxLength: 4 }), { maxLength: 8 }),
        fc.array(fc.double({ min: 0, max: 8, noNaN: true }), { maxLength: 3 }),
        (places, cuts) => {
          const all = looks(...places.map((xs) => xs.map((x) => face(x))))
          const tracks = trackFaces(
            all,
            cuts.toSorted((a, b) => a - b),
          )
          const count = tracks.reduce((sum, { seen }) => sum + seen.length, 0)
          expect(count).toBe(places.flat().length)
          for (const { seen } of tracks) expect(new Set(seen.map(({ look }) => look)).size).toBe(seen.length)
        },
      ),
    )
  })
})

describe('where a step lies', () => {
  it('is found among noise that is smaller than it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 30 }),
        fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 60, maxLength: 60 }),
        (before, after, noise) => {
          const values = Array.from({ length: before + after }, (_, i) => (i < before ? 5 : 30) + noise[i]!)
          expect(bestSplit(values)).toBe(before)
        },
      ),
    )
  })

  it('is nowhere when nothing changes, or all rises evenly by little', () => {
    expect(bestSplit(Array.from({ length: 30 }, () => 4))).toBeNull()
    expect(bestSplit(Array.from({ length: 30 }, (_, i) => i / 10))).toBeNull()
  })
})

describe('the size at which a picture is looked at', () => {
  it('gives a face of 6 % of the height at least 25 px, in cells of 32, whatever the shape', () => {
    fc.assert(
      fc.property(fc.integer({ min: 16, max: 4000 }), fc.integer({ min: 16, max: 4000 }), (width, height) => {
        const { rows, columns } = lookedAtSize(width, height)
        expect(rows % 32).toBe(0)
        expect(columns % 32).toBe(0)
        expect(rows * columns).toBeLessThanOrEqual(1536 * 1536)
        if (width / height < 3) expect(0.06 * rows).toBeGreaterThanOrEqual(24.9)
      }),
    )
  })
})

describe('where faces can not be looked for', () => {
  // A system without a binary of ONNX Runtime must not be told that nobody is in its drafts.
  it('says why and reports no looks', async () => {
    const looking = new FaceLooking(() => Promise.reject(new ModelMissing('no binary for this machine')))
    for (const timeS of [0, 1, 2]) {
      looking.still({ timeS, width: 32, height: 32, rgb: new Uint8Array(32 * 32 * 3).fill(80 * timeS) })
    }
    await looking.ready()
    expect(looking.finish()).toEqual({ looks: [], failure: 'no binary for this machine' })
  })

  it('looks once at a picture that stays the same, and again after a while', async () => {
    let looks = 0
    const looking = new FaceLooking(() => Promise.resolve((looks++, [])))
    for (const timeS of [0, 1, 2, 3, 4]) {
      looking.still({ timeS, width: 32, height: 32, rgb: new Uint8Array(32 * 32 * 3).fill(90) })
    }
    await looking.ready()
    expect(looking.finish().looks).toHaveLength(5)
    expect(looks).toBe(2)
  })
})
