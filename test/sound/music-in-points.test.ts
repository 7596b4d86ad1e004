import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Beat } from '../../electron/sound/beats.ts'
import { musicInPoints } from '../../electron/sound/music-in-points.ts'
import { Random } from '../vision/composed/random.ts'

const durationS = 30
const toleranceS = 0.045

/** Beats of a track of which the draft plays from `fromS` on. */
function playedFrom(track: readonly Beat[], fromS: number): Beat[] {
  return track
    .map(({ timeS, downbeat }) => ({ timeS: timeS - fromS, downbeat }))
    .filter(({ timeS }) => timeS >= 0 && timeS < durationS)
}

function steadyTrack(bpm: number, bar = 4): Beat[] {
  return Array.from({ length: Math.floor((90 * bpm) / 60) }, (_, i) => ({
    timeS: (i * 60) / bpm,
    downbeat: i % bar === 0,
  }))
}

/** Cuts on every `every`th beat or so, on whole frames at 30 a second. */
function cutsOn(beats: readonly Beat[], random: Random): number[] {
  const cutsS: number[] = []
  for (let i = random.integer(1, 3); i < beats.length - 1; i += random.integer(1, 5))
    cutsS.push(Math.round(beats[i]!.timeS * 30) / 30)
  return cutsS
}

describe('the in-point of the music', () => {
  it('finds back where a track had been cut to, whatever the tempo', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 60, max: 200, noNaN: true }),
        fc.double({ min: -0.45, max: 0.45, noNaN: true }),
        fc.integer({ min: 1, max: 1e6 }),
        (bpm, shareOfBeat, seed) => {
          const track = steadyTrack(bpm)
          const wrongS = (shareOfBeat * 60) / bpm
          const cutsS = cutsOn(playedFrom(track, 20), new Random(seed))
          // The editor slipped: the track begins `wrongS` further in than it was cut to.
          const beats = playedFrom(track, 20 + wrongS)
          const [best] = musicInPoints({ cutsS, beats, durationS, toleranceS })!
          expect(best!.share).toBe(1)
          // All cuts on beats is a range of shifts; within it, half a frame of rounding away from the truth.
          expect(Math.abs(best!.offsetS + wrongS)).toBeLessThan(1 / 30)
        },
      ),
      { numRuns: 200, seed: 3 },
    )
  })

  it('says what there is now, and with cuts on beats already moves nothing by a frame', () => {
    const beats = playedFrom(steadyTrack(120), 20.2)
    const cutsS = beats.slice(2, 40).map(({ timeS }) => timeS)
    const [best] = musicInPoints({ cutsS, beats, durationS, toleranceS })!
    expect(best).toMatchObject({ shareNow: 1, share: 1 })
    expect(Math.abs(best!.offsetS)).toBeLessThan(1e-6)
    const late = cutsS.map((cutS) => cutS + 0.2)
    expect(musicInPoints({ cutsS: late, beats, durationS, toleranceS })![0]).toMatchObject({
      shareNow: 0,
      share: 1,
    })
  })

  it('offers the bar: cuts a beat after each downbeat get a shift that puts them all on downbeats', () => {
    const beats = playedFrom(steadyTrack(120), 20)
    const cutsS = beats.filter((_, i) => i % 4 === 1 && i < 50).map(({ timeS }) => timeS)
    const points = musicInPoints({ cutsS, beats, durationS, toleranceS })!
    expect(points[0]!.offsetS).toBeCloseTo(0, 6)
    const bar = points.find(({ onDownbeat }) => onDownbeat === cutsS.length)
    expect(bar!.offsetS).toBeCloseTo(-0.5, 6)
  })

  it('prefers the shift that is right all along a track that speeds up, not only at a few cuts', () => {
    const track: Beat[] = []
    for (let timeS = 0, i = 0; timeS < 90; timeS += 0.65 - 0.0035 * timeS, i++)
      track.push({ timeS, downbeat: i % 4 === 0 })
    const cutsS = playedFrom(track, 20)
      .filter((_, i) => i % 3 === 1)
      .map(({ timeS }) => timeS)
    const [best] = musicInPoints({ cutsS, beats: playedFrom(track, 20.9), durationS, toleranceS })!
    expect(best!.share).toBeGreaterThan(0.9)
    expect(Math.abs(best!.offsetS + 0.9)).toBeLessThan(0.05)
  })

  it('is not given without beats or for two cuts, which any tempo puts on beats somewhere', () => {
    const beats = playedFrom(steadyTrack(120), 20)
    expect(musicInPoints({ cutsS: [1, 2, 3, 4], beats: [], durationS, toleranceS })).toBeNull()
    expect(musicInPoints({ cutsS: [1.1, 4.3], beats, durationS, toleranceS })).toBeNull()
  })

  it('tells what chance gives: cuts at random reach about the level that is called chance, and that of the best', () => {
    const random = new Random(5)
    const drafts = 60
    for (const bpm of [70, 124, 180]) {
      for (const cuts of [8, 30]) {
        const beats = playedFrom(steadyTrack(bpm), 20)
        const given = Array.from({ length: drafts }, () => {
          const cutsS = Array.from({ length: cuts }, () => random.between(0.5, 29.5)).sort((a, b) => a - b)
          return musicInPoints({ cutsS, beats, durationS, toleranceS })![0]!
        })
        const mean = (name: 'shareNow' | 'share'): number =>
          given.reduce((sum, point) => sum + point[name], 0) / drafts
        expect(Math.abs(mean('shareNow') - given[0]!.chance)).toBeLessThan(
          4 * Math.sqrt(0.25 / drafts / cuts),
        )
        expect(Math.abs(mean('share') - given[0]!.bestByChance)).toBeLessThan(0.05)
      }
    }
  })
})
