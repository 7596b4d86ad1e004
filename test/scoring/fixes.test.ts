import { describe, expect, it } from 'vitest'
import type { DraftSketch } from './measurements.ts'
import { cutsOff, loudness, rest, shownFaces, written } from './draft-sketches.ts'
import { judge, grade, fix } from './one-check.ts'

describe('fixes that an editor can carry out', () => {
  it.each<[string, Partial<DraftSketch>, string]>([
    [
      'opening-stillness',
      { motion: (timeS) => (timeS < 0.8 ? 0 : 0.1) },
      'Trim 0.8 s from the start: nothing moves until 0:00.8.',
    ],
    [
      'opening-black',
      { black: [{ startS: 0, endS: 1.2 }] },
      'Trim 1.2 s from the start: the picture is black until 0:01.2.',
    ],
    ['loudness', { integratedLufs: -17.2 }, 'Raise the whole mix by 3.2 dB to −14 LUFS.'],
    ['loudness', { integratedLufs: -9.5 }, 'Lower the whole mix by 4.5 dB to −14 LUFS.'],
    [
      'true-peak',
      loudness({ truePeakDbtp: 0.4 }),
      "Set the limiter's ceiling to −1 dBTP: peaks reach 0.4 dBTP, 1.4 dB too much.",
    ],
    [
      'black-tail',
      { black: [{ startS: 18.5, endS: 20 }] },
      'Trim 1.5 s from the end: it is black from 0:18.5.',
    ],
    [
      'first-shot',
      { cutsS: [5.5] },
      'Bring the first cut forward by 2.5 s to 0:03.0: the first shot lasts until 0:05.5.',
    ],
    ['opening-pace', { cutsS: [2] }, 'Add 3 cuts before 0:05.0: 2 shots there, 5 make a quick start.'],
    [
      'last-shot',
      { cutsS: [19] },
      'Extend the last shot (from 0:19.0) by 1.5 s: 1 s is too short to take an ask in.',
    ],
    [
      'opening-level',
      { momentaryLufs: (timeS) => (timeS < 3 ? -26 : -14) },
      'Raise the sound of the first 3 s by 9 dB: the opening is −12 LU against the rest.',
    ],
    [
      'cut-beat-sync',
      cutsOff(0, -2, 0, 3, 1, 0),
      'Move the cut at 9.1 s −3 frames, and the others as marked: 4 of 6 cuts on the beat, 18 % would be by chance.',
    ],
    [
      'cut-beat-sync',
      cutsOff(0, -2, 0, 0, 1, 0),
      'Move the cut at 6.93 s +2 frames: 5 of 6 cuts on the beat, 18 % would be by chance.',
    ],
    [
      'text-legibility',
      written({ text: 'one two three four five six seven eight nine ten eleven twelve', endS: 2.6 }),
      'Hold “one two three four five six se…” 1.4 s longer.',
    ],
    [
      'text-legibility',
      written({}, { startS: 6, endS: 9, text: 'small print', heightShare: 0.014 }),
      'Set “small print” larger: lines of 2.8 % of the height instead of 1.4 %.',
    ],
    [
      'opening-text',
      written({ startS: 2.4, endS: 6 }),
      'Bring “Stop scrolling now” forward by 1.4 s: it comes at 0:02.4.',
    ],
  ])('%s', (id, sketch, expected) => {
    expect(fix(id, sketch)).toBe(expected)
  })

  it('names the music in-point only where it gains more than the best of all shifts does by chance', () => {
    const sketch = cutsOff(5, 5, 5, 5, 5)
    const point = { offsetS: -0.1667, onBeat: 5, onDownbeat: 2, share: 1, shareNow: 0, chance: 0.18 }
    const fixWith = (bestByChance: number): string =>
      fix('cut-beat-sync', rest({ ...sketch.rest, musicInPoints: [{ ...point, bestByChance }] }))
    expect(fixWith(0.5)).toContain('Or begin the music 0.17 s earlier in the track: 100 % of the cuts')
    expect(fixWith(1)).not.toContain('music')
  })

  it('judges no faces where nobody is seen, or nobody has looked', () => {
    for (const id of ['opening-face', 'people-shown', 'face-close-up', 'face-placement']) {
      expect(judge(id, {}), id).toHaveProperty('notJudged')
      const unseen = { ...shownFaces([0, 5, 0.2]).rest, facesUnseen: 'no binary for this machine' }
      expect(judge(id, rest(unseen)), id).toHaveProperty('notJudged')
    }
  })

  it('judges no cuts against beats where there are none, or hardly any cuts', () => {
    expect(judge('cut-beat-sync', {})).toHaveProperty('notJudged')
    expect(judge('cut-beat-sync', cutsOff(0, 0, 0))).toHaveProperty('notJudged')
    expect(judge('cut-beat-sync', { ...cutsOff(0, 0, 0, 0, 0), sound: false })).toHaveProperty('notJudged')
  })

  it('carrying them out raises the grade', () => {
    expect(grade('opening-stillness', { motion: 0.1 })).toBeGreaterThan(
      grade('opening-stillness', { motion: (timeS) => (timeS < 0.8 ? 0 : 0.1) }),
    )
    expect(grade('loudness', { integratedLufs: -17.2 + 3.2 })).toBe(1)
    expect(grade('first-shot', { cutsS: [5.5 - 2.5] })).toBe(1)
    expect(grade('last-shot', { durationS: 21.5, cutsS: [19] })).toBe(1)
    expect(grade('opening-level', { momentaryLufs: (timeS) => (timeS < 3 ? -26 + 9 : -14) })).toBeCloseTo(
      1,
      6,
    )
  })
})
