import { deserialize, serialize } from 'node:v8'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blackSpans } from '../../electron/vision/black.ts'
import { flashesOf } from '../../electron/vision/flashes.ts'
import { shotsOf } from '../../electron/vision/shots.ts'
import { between, blackPicture, blobs, drawnFps, measured, moved, whitePicture } from './drawn-frames.ts'

const stay = (picture: Float32Array, frames: number): Float32Array[] =>
  Array.from({ length: frames }, () => picture)
const blend = (a: Float32Array, b: Float32Array, frames: number): Float32Array[] =>
  Array.from({ length: frames }, (_, k) => between(a, b, (k + 1) / (frames + 1)))
const [first, second] = [blobs(1), blobs(2)]

describe('transitions of drawn frames', () => {
  it('finds a cut at the first frame of the new picture, wherever it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 50 }), fc.integer({ min: 0, max: 30 }), (at, seed) => {
        const facts = measured([...stay(blobs(seed), at), ...stay(blobs(seed + 100), 60 - at)])
        const { transitions, shots } = shotsOf(facts)
        expect(transitions.map((t) => [t.kind, t.frame, t.startS, t.endS])).toEqual([
          ['cut', at, at / drawnFps, at / drawnFps],
        ])
        expect(shots.map((s) => [s.startFrame, s.endFrame])).toEqual([
          [0, at],
          [at, 60],
        ])
      }),
      { numRuns: 15, seed: 1 },
    )
  })

  it('reports a flash as a flash and not as cuts', () => {
    for (const frames of [1, 2, 3, 4]) {
      for (const strength of [0.6, 0.85, 1]) {
        const lit = between(first, whitePicture, strength)
        const facts = measured([...stay(first, 25), ...stay(lit, frames), ...stay(first, 25)])
        const { transitions } = shotsOf(facts)
        expect(transitions, `${frames} frames at ${strength}`).toEqual([])
        expect(flashesOf(facts, transitions)).toEqual([{ timeS: 25 / drawnFps, frame: 25 }])
      }
    }
  })

  it('does not cut in a strobe', () => {
    const lit = between(first, whitePicture, 0.6)
    const strobe = Array.from({ length: 24 }, (_, i) => (i % 4 < 2 ? lit : first))
    expect(shotsOf(measured([...stay(first, 20), ...strobe, ...stay(first, 20)])).transitions).toEqual([])
  })

  it('does not cut in a fast pan or a shake', () => {
    const pan = Array.from({ length: 12 }, (_, i) => moved(first, 3 * i, 0))
    expect(shotsOf(measured([...stay(first, 15), ...pan, ...stay(pan[11]!, 15)])).transitions).toEqual([])
    const shake = Array.from({ length: 45 }, (_, i) =>
      moved(first, [0, 4, -3, 2][i % 4]!, [2, -4, 3][i % 3]!),
    )
    expect(shotsOf(measured(shake)).transitions).toEqual([])
  })

  it('finds a cut in shots of which every frame is shown twice, or in an uneven rhythm', () => {
    const slow = (from: Float32Array): Float32Array[] =>
      Array.from({ length: 40 }, (_, i) => moved(from, 2 * Math.floor(i / 2), 0))
    const twice = shotsOf(measured([...slow(first), ...slow(second)]))
    expect(twice.transitions.map((t) => [t.kind, t.frame])).toEqual([['cut', 40]])
    const uneven = (i: number): number => (i + (i % 3 === 0 ? 0 : 0.4)) / 12
    const late = shotsOf(measured([...stay(first, 20), ...stay(second, 20)], uneven))
    expect(late.transitions.map((t) => [t.kind, t.frame, t.startS])).toEqual([['cut', 20, uneven(20)]])
  })

  it('finds a dissolve with its start and end', () => {
    for (const frames of [8, 15, 30]) {
      const facts = measured([...stay(first, 30), ...blend(first, second, frames), ...stay(second, 30)])
      const { transitions } = shotsOf(facts)
      expect(transitions.map((t) => t.kind)).toEqual(['dissolve'])
      expect(transitions[0]!.startS * drawnFps).toBeCloseTo(30, -0.5)
      expect(Math.abs(transitions[0]!.endS * drawnFps - (30 + frames))).toBeLessThanOrEqual(2)
    }
  })

  it('takes a fade through black for one transition, and fades at the ends for one each', () => {
    const facts = measured([
      ...blend(blackPicture, first, 15),
      ...stay(first, 40),
      ...blend(first, blackPicture, 12),
      ...stay(blackPicture, 6),
      ...blend(blackPicture, second, 12),
      ...stay(second, 40),
      ...blend(second, blackPicture, 15),
    ])
    const { transitions } = shotsOf(facts)
    expect(transitions.map((t) => t.kind)).toEqual(['fade', 'fade', 'fade'])
    const middle = transitions[1]!
    expect(Math.abs(middle.startS * drawnFps - 55)).toBeLessThanOrEqual(2)
    expect(Math.abs(middle.endS * drawnFps - 85)).toBeLessThanOrEqual(2)
    expect(Math.abs(middle.frame - 73)).toBeLessThanOrEqual(2)
    expect(blackSpans(facts).some((s) => s.startS <= 68 / drawnFps && s.endS >= 72 / drawnFps)).toBe(true)
  })

  it('takes a cut to black with a fade in after it for a cut and a fade', () => {
    const facts = measured([
      ...stay(first, 40),
      ...stay(blackPicture, 20),
      ...blend(blackPicture, second, 20),
      ...stay(second, 30),
    ])
    const { transitions } = shotsOf(facts)
    expect(transitions.map((t) => t.kind)).toEqual(['cut', 'fade'])
    expect(transitions[0]!.frame).toBe(40)
    expect(Math.abs(transitions[1]!.frame - 60)).toBeLessThanOrEqual(2)
  })

  it('survives the shortest drafts', () => {
    for (const frames of [1, 2, 3]) {
      const { shots, transitions } = shotsOf(measured(stay(first, frames)))
      expect(transitions).toEqual([])
      expect(shots).toEqual([{ startS: 0, endS: frames / drawnFps, startFrame: 0, endFrame: frames }])
    }
  })

  it('keeps statistics as plain data that survive the way to the store', () => {
    const facts = measured([...stay(first, 10), ...stay(second, 10)])
    expect(shotsOf(deserialize(serialize(facts)) as typeof facts)).toEqual(shotsOf(facts))
  })
})
