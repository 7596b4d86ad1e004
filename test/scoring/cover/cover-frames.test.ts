import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coverFrames } from '../../../electron/scoring/cover/cover-frames.ts'
import { draftFacts } from '../../../electron/scoring/draft-facts.ts'
import type { Composition, Face } from '../../../shared/contract/measurement.ts'
import type { Cover } from '../../../shared/contract/score.ts'
import { arbitraryMeasurement } from '../arbitrary-measurement.ts'
import { measurementOf, title, type DraftSketch } from '../measurements.ts'

/** A still a second, as the decode gives them. */
function looked(durationS: number, peaks: (timeS: number) => number = () => 1): Composition {
  const looks = Array.from({ length: Math.ceil(durationS) }, (_, timeS) => ({
    ...{ timeS, subject: null, fromThirds: null, fromCentre: null, headroom: null },
    ...{ peaks: peaks(timeS), clutter: 0.1 },
  }))
  return { looks, crop: null }
}

function faceFrom(startS: number, endS: number, height: number): Face {
  return {
    ...{ startS, endS, height, box: [0.3, 0.1, 0.4, height], confidence: 1 },
    ...{ closeUp: height > 1 / 3, path: [] },
  }
}

function covers({ rest, ...sketch }: DraftSketch): Cover[] {
  const composition = looked(sketch.durationS)
  return coverFrames(draftFacts(measurementOf({ ...sketch, rest: { composition, ...rest } })))
}

describe('cover frames', () => {
  it('lie 0.2 s away from every change of picture, flash and black: a still there is half of something', () => {
    const found = covers({
      durationS: 12,
      cutsS: [1.1, 5],
      black: [{ startS: 7, endS: 8.9 }],
      rest: {
        flashes: [{ timeS: 10.1, frame: 303 }],
        transitions: [{ kind: 'dissolve', startS: 2.5, endS: 3.85, frame: 90, confidence: 0.3 }],
      },
    }).map(({ timeS }) => timeS)
    expect(found.length).toBeGreaterThan(2)
    for (const timeS of [1, 3, 4, 5, 7, 8, 9, 10]) expect(found).not.toContain(timeS)
  })

  it.each<[string, DraftSketch, number]>([
    ['sharp before blurred', { durationS: 9, sharpness: (t) => (t > 6 && t < 7 ? 0.9 : 0.4) }, 6],
    ['lit before dark', { durationS: 9, brightness: (t) => (t > 4 && t < 5 ? 0.45 : 0.12) }, 4],
    ['a face before none', { durationS: 9, rest: { faces: [faceFrom(2.5, 3.5, 0.3)] } }, 3],
    [
      'a large face before a small one',
      { durationS: 9, rest: { faces: [faceFrom(0, 5, 0.08), faceFrom(5, 6, 0.35), faceFrom(6, 9, 0.08)] } },
      5,
    ],
    ['a title before none', { durationS: 9, rest: { text: [title(4.5, 5.5)] } }, 5],
    [
      'one subject before many',
      { durationS: 9, rest: { composition: looked(9, (t) => (t === 7 ? 1 : 6)) } },
      7,
    ],
    ['rest before haste', { durationS: 9, motion: (t) => (t > 4.8 && t < 5.2 ? 0.02 : 0.8) }, 5],
  ])('%s', (_what, sketch, bestS) => {
    const [first, second] = covers(sketch)
    expect(first!.timeS).toBe(bestS)
    expect(first!.score).toBeGreaterThan(second?.score ?? 0)
  })

  it('say why in words that name what is there', () => {
    const [first] = covers({
      durationS: 9,
      rest: { faces: [faceFrom(2.5, 3.5, 0.3)], text: [title(2, 4)] },
    })
    expect(first!.reasons).toContain('a face of 30 % of the height')
    expect(first!.reasons).toContain('“Stop scrolling now” can be read')
  })

  it('are none where all is black, blurred, or nobody looked: a bad cover is worse than none', () => {
    expect(covers({ durationS: 9, black: [{ startS: 0, endS: 9 }], brightness: 0 })).toEqual([])
    expect(covers({ durationS: 9, sharpness: 0.2 })).toEqual([])
    expect(covers({ durationS: 9, rest: { composition: null } })).toEqual([])
  })

  it('come one from each shot while there are shots, so that a person has a choice', () => {
    const cutsS = [4.5, 8.5, 12.5, 16.5, 20.5]
    const shots = covers({ durationS: 24, cutsS }).map(
      ({ timeS }) => cutsS.filter((cutS) => cutS <= timeS).length,
    )
    expect(shots.sort()).toEqual([0, 1, 2, 3, 4, 5])
  })

  it('of any draft are distinct, in order, at most six, and away from its transitions', () => {
    fc.assert(
      fc.property(arbitraryMeasurement, (measurement) => {
        const found = coverFrames(draftFacts(measurement))
        expect(found.length).toBeLessThanOrEqual(6)
        found.forEach((cover, i) => {
          expect(cover.score).toBeGreaterThanOrEqual(0)
          expect(cover.score).toBeLessThanOrEqual(found[i - 1]?.score ?? 1)
          for (const other of found.slice(0, i))
            expect(Math.abs(other.timeS - cover.timeS)).toBeGreaterThan(0.89)
          for (const { startS, endS } of measurement.transitions)
            expect(cover.timeS > startS - 0.19 && cover.timeS < endS + 0.19).toBe(false)
        })
      }),
      { numRuns: 300 },
    )
  })
})
