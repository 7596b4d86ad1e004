import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Beat } from '../../electron/sound/beats.ts'
import { trackInPoint, type TrackInPoint } from '../../electron/sound/track-in-point.ts'
import { Random } from '../vision/composed/random.ts'

const trackS = 150
const draftS = 30
const toleranceS = 0.045

/** A track whose tempo drifts, so that one beginning alone has beats where another hasn't. */
function playedTrack(bpm: number, random: Random): Beat[] {
  const beats: Beat[] = []
  let intervalS = 60 / bpm
  for (let timeS = 0.5; timeS < trackS; timeS += intervalS) {
    beats.push({ timeS, downbeat: beats.length % 4 === 0 })
    intervalS *= 1 + 0.01 * (random.unit() - 0.5)
  }
  return beats
}

const fit = (cutsS: readonly number[], beats: readonly Beat[]): TrackInPoint =>
  trackInPoint({ cutsS, draftS, beats, trackS, toleranceS })!

describe('where a track had best begin', () => {
  it('is where the picture was cut to it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 70, max: 180 }), fc.integer({ min: 1, max: 1e6 }), (bpm, seed) => {
        const random = new Random(seed)
        const beats = playedTrack(bpm, random)
        const startS = 5 + random.unit() * (trackS - draftS - 5)
        const cutsS = beats
          .map(({ timeS }) => timeS - startS)
          .filter((timeS, i) => timeS > 0.5 && timeS < draftS - 0.5 && i % 2 === 0)
          .map((timeS) => Math.round(timeS * 30) / 30)
        const found = fit(cutsS, beats)
        expect(found.share).toBe(1)
        // Every beginning at which all cuts lie on beats is as good; the drift leaves few.
        const asCut = cutsS.every((cutS) =>
          beats.some(({ timeS }) => Math.abs(timeS - found.startS - cutS) <= toleranceS + 1e-5),
        )
        expect(asCut).toBe(true)
        expect(found.startS).toBeGreaterThanOrEqual(0)
        expect(found.startS).toBeLessThanOrEqual(trackS - draftS)
      }),
      { numRuns: 20, seed: 7 },
    )
  })

  it('gains nothing with cuts set at random: of thousands of beginnings one always looks good', () => {
    const gains = Array.from({ length: 40 }, (_, seed) => {
      const random = new Random(seed + 1)
      const beats = playedTrack(75 + 2 * seed, random)
      const cutsS = Array.from({ length: 6 + (seed % 20) }, () => random.unit() * draftS)
      const { share, bestByChance } = fit(
        cutsS.sort((a, b) => a - b),
        beats,
      )
      return share - bestByChance
    })
    const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length
    expect(Math.abs(mean)).toBeLessThan(0.03)
  })

  it('prefers bars where as many cuts lie on beats', () => {
    const beats = Array.from({ length: 200 }, (_, i) => ({ timeS: i * 0.5, downbeat: i % 4 === 1 }))
    const found = trackInPoint({ cutsS: [2, 4, 6, 8, 12], draftS, beats, trackS: 100, toleranceS })!
    expect(found).toMatchObject({ onBeat: 5, onDownbeat: 5, onBar: true })
  })

  it('is not told from two cuts, or without beats', () => {
    const beats = playedTrack(120, new Random(1))
    expect(trackInPoint({ cutsS: [1, 2], draftS, beats, trackS, toleranceS })).toBeNull()
    expect(trackInPoint({ cutsS: [1, 2, 3], draftS, beats: [], trackS, toleranceS })).toBeNull()
  })
})
