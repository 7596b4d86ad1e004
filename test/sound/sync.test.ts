import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binomialUpperTail } from '../../electron/sound/binomial-tail.ts'
import type { Beat } from '../../electron/sound/beats.ts'
import { syncOf } from '../../electron/sound/sync.ts'
import { Random } from '../vision/composed/random.ts'
import { clickTrack, steadyClicks } from './beats/click-track.ts'
import { heardIn } from './beats/heard-beats.ts'

const durationS = 20
const framesAt = (fps: number, lengthS = durationS): Float64Array =>
  Float64Array.from({ length: Math.floor(lengthS * fps) }, (_, i) => i / fps)
const steadyBeats = (bpm: number, firstS: number, lengthS = durationS): Beat[] =>
  steadyClicks(bpm, firstS, lengthS).map((timeS, i) => ({ timeS, downbeat: i % 4 === 0 }))
const at = (...frames: number[]): { frame: number }[] => frames.map((frame) => ({ frame }))

describe('cuts at known places of click tracks, beats as they are heard', () => {
  const tempos = [60, 75, 90, 100, 120, 128, 140, 160, 180, 200]

  it.each(tempos)('at %i BPM: every offset within one frame, or an editor would move cuts wrongly', (bpm) => {
    const { samples, clicksS } = clickTrack(steadyClicks(bpm, 0.4, durationS), 'wood', 4, durationS)
    const { beatsS } = heardIn({ channels: 2, layout: 'stereo', samples })
    const beats = beatsS.map((timeS) => ({ timeS, downbeat: false }))
    for (const fps of [23.976, 25, 29.97, 30, 60]) {
      const frameTimesS = framesAt(fps)
      // Up to a third of the way to the next click, so that it is known which click is meant.
      const most = Math.floor((fps * 60) / bpm / 3)
      const cuts = clicksS.slice(1, -1).map((clickS, i) => {
        const clickFrame = Math.round(clickS * fps)
        return { clickS, clickFrame, frame: clickFrame + ((i * 3) % (2 * most + 1)) - most }
      })
      const { points } = syncOf({ transitions: cuts, beats, frameTimesS, durationS })
      expect(points).toHaveLength(cuts.length)
      points.forEach((point, i) => {
        const { clickS, clickFrame, frame } = cuts[i]!
        expect(Math.abs(point.offsetMs - (frame / fps - clickS) * 1000)).toBeLessThan(10)
        expect(Math.abs(point.offsetFrames - (frame - clickFrame))).toBeLessThanOrEqual(1)
        expect(point.onBeat).toBe(Math.abs(point.offsetMs) <= 45)
      })
    }
  })
})

describe('what a sync point says', () => {
  const beats = steadyBeats(120, 0.5)

  it('is positive for a cut after the beat and its frames lead back to it', () => {
    const { points } = syncOf({ transitions: at(33, 57, 75), beats, frameTimesS: framesAt(30), durationS })
    expect(points).toMatchObject([
      { transitionS: 1.1, beatS: 1, offsetFrames: 3, onBeat: false },
      { transitionS: 1.9, beatS: 2, offsetFrames: -3, onBeat: false },
      { transitionS: 2.5, beatS: 2.5, offsetFrames: 0, onBeat: true },
    ])
    expect(points.map(({ offsetMs }) => Math.round(offsetMs))).toEqual([100, -100, 0])
  })

  it('counts the frames of a variable rate as they are shown, or moving by them would miss', () => {
    // 30 a second up to 2 s, 10 a second from there.
    const frameTimesS = [...framesAt(30, 2), ...Array.from({ length: 180 }, (_, i) => 2 + i / 10)]
    const { points } = syncOf({ transitions: at(62), beats, frameTimesS, durationS })
    expect(points).toMatchObject([{ frame: 62, beatS: 2, offsetFrames: 2 }])
  })

  it('leaves out what lies before, after and between the music, and the first picture', () => {
    const broken = [...steadyBeats(120, 3, 7), ...steadyBeats(120, 12, 17)]
    const { points } = syncOf({
      transitions: at(0, 60, 89, 150, 300, 450, 570),
      beats: broken,
      frameTimesS: framesAt(30),
      durationS,
    })
    // 89: a frame before the first beat is as near as can be; 300 (10 s) is in the break.
    expect(points.map(({ frame }) => frame)).toEqual([89, 150, 450])
  })

  it('is none without beats, and the summary says that there is none', () => {
    expect(syncOf({ transitions: at(30), beats: [], frameTimesS: framesAt(30), durationS })).toEqual({
      points: [],
      summary: null,
    })
  })

  it('goes on where the music changes to half its tempo: that is no break', () => {
    const halved = [...steadyBeats(120, 0.5, 5), ...steadyBeats(60, 5.5, 15)]
    const { points } = syncOf({
      transitions: at(150, 162, 180),
      beats: halved,
      frameTimesS: framesAt(30),
      durationS,
    })
    expect(points).toHaveLength(3)
  })

  it('takes half a frame for on the beat where frames are coarse: no cut could come nearer', () => {
    const frameTimesS = framesAt(8)
    const { points, summary } = syncOf({
      transitions: at(9, 13),
      beats: steadyBeats(90, 0.55),
      frameTimesS,
      durationS,
    })
    expect(summary!.toleranceMs).toBeCloseTo(62.5, 3)
    for (const { onBeat, offsetFrames } of points) expect(onBeat).toBe(offsetFrames === 0)
  })
})

describe('the chance level', () => {
  it('is the share that cuts at random reach, at any tempo and frame rate, or a share on beat would flatter', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 60, max: 200, noNaN: true }),
        fc.constantFrom(12, 23.976, 25, 30, 50, 60),
        fc.integer({ min: 1, max: 1e6 }),
        (bpm, fps, seed) => {
          const frameTimesS = framesAt(fps, 60)
          const beats = [...steadyBeats(bpm, 0.7, 25), ...steadyBeats(bpm, 40, 58)]
          const random = new Random(seed)
          let judged = 0
          let onBeat = 0
          let chance = 0
          for (let round = 0; round < 40; round++) {
            const frames = Array.from(
              { length: 100 },
              () => 1 + Math.floor(random.unit() * (frameTimesS.length - 1)),
            )
            const { summary } = syncOf({
              transitions: at(...frames),
              beats,
              frameTimesS,
              durationS: 60,
            })
            judged += summary!.judged
            onBeat += summary!.onBeat
            chance = summary!.chance
          }
          // About 2,600 cuts: four standard errors.
          expect(Math.abs(onBeat / judged - chance)).toBeLessThan(4 * Math.sqrt(0.25 / judged))
        },
      ),
      { numRuns: 40, seed: 7 },
    )
  })

  it('keeps its p-value honest: of drafts cut at random, no more than a twentieth stands out at 0.05', () => {
    const frameTimesS = framesAt(30, 60)
    const beats = steadyBeats(122, 0.3, 60)
    const random = new Random(11)
    let standsOut = 0
    for (let draft = 0; draft < 1000; draft++) {
      const frames = Array.from({ length: 20 }, () => 10 + Math.floor(random.unit() * 1780))
      const { summary } = syncOf({ transitions: at(...frames), beats, frameTimesS, durationS: 60 })
      if (summary!.pValue! <= 0.05) standsOut++
    }
    expect(standsOut).toBeLessThan(65)
    expect(standsOut).toBeGreaterThan(5)
  })

  // scipy 1.17.1: scipy.stats.binom.sf(successes - 1, trials, chance)
  it.each([
    [7, 12, 0.18, 0.0020699740227205937],
    [1, 1, 0.3, 0.3],
    [12, 12, 0.2, 4.096000000000002e-9],
    [60, 200, 0.18, 2.4718865040440564e-5],
    [200, 200, 0.05, 6.223015277861211e-261],
    [3, 10, 0.5, 0.9453125],
    [400, 500, 0.2, 1.1453027884022418e-182],
    [0, 5, 0.2, 1],
    [3, 5, 0, 0],
    [3, 5, 1, 1],
  ])('has the tail that scipy has: %i of %i at %d', (successes, trials, chance, expected) => {
    const found = binomialUpperTail(successes, trials, chance)
    expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-9 * expected)
  })
})
