import { describe, expect, it } from 'vitest'
import type { Measurement } from '../../../shared/contract/measurement.ts'
import type { TrackMood, TrackRights } from '../../../shared/contract/music.ts'
import { fitOf, type Candidate } from '../../../electron/scoring/music/fit-parts.ts'
import { musicWarnings, trackWarnings } from '../../../electron/scoring/music/track-warnings.ts'
import { wantedMusic } from '../../../electron/scoring/music/wanted-music.ts'
import { goodDraft, measurementOf, type DraftSketch } from '../measurements.ts'

const mood = (label: TrackMood, energy: number): NonNullable<Measurement['mood']> => ({
  ...{ label, energy, brightness: 0.5, confidence: 0.8 },
  basis: { flux: 0.5, centroid: 0.5, beat: 0.5, bass: 0.5, steadiness: 0.5, major: null },
})
const tempo = (bpm: number): NonNullable<Measurement['tempo']> => ({
  ...{ bpm, confidence: 0.8 },
  alternative: { bpm: bpm / 2, confidence: 0.1 },
})
const track = (over: Partial<Candidate> = {}): Candidate => ({
  ...{ durationS: 120, inPoint: null, tempo: tempo(120), mood: mood('energetic', 0.8) },
  energy: { rateHz: 4, values: Array<number>(480).fill(0.5) },
  ...over,
})
const inPoint = (onBeat: number, bestByChance: number): NonNullable<Candidate['inPoint']> => ({
  ...{ startS: 3, onBar: true, cuts: 20, onBeat, onDownbeat: 0, share: onBeat / 20, chance: 0.2 },
  bestByChance,
})
const grade = (
  candidate: Candidate,
  id: string,
  asked?: TrackMood,
  rest?: Partial<Measurement>,
): number | null =>
  fitOf(candidate, wantedMusic(measurementOf(sketch(rest)), asked)).parts.find((part) => part.id === id)!
    .grade
const sketch = (rest?: Partial<Measurement>): DraftSketch => ({ ...goodDraft(), ...(rest && { rest }) })

describe('the fit of a track', () => {
  it('counts cuts on its beats by what they are over chance', () => {
    expect(grade(track({ inPoint: inPoint(12, 0.6) }), 'in-point')).toBe(0)
    expect(grade(track({ inPoint: inPoint(20, 0.6) }), 'in-point')).toBe(1)
    expect(grade(track({ inPoint: inPoint(16, 0.6) }), 'in-point')).toBeCloseTo(0.5)
    expect(grade(track(), 'in-point')).toBeNull()
  })

  it('takes the tempo of the music that the draft was cut to, its half and its double, and no other', () => {
    const of = (bpm: number): number | null =>
      grade(track({ tempo: tempo(bpm) }), 'tempo', undefined, { tempo: tempo(100) })
    expect([of(100), of(101), of(50), of(200)]).toEqual([1, 1, 1, 1])
    expect([of(115), of(75), of(133)]).toEqual([0, 0, 0])
    expect(of(106)!).toBeGreaterThan(0)
    expect(of(106)!).toBeLessThan(1)
  })

  it('takes the length of shots where the draft has no music', () => {
    // 0.6 s a shot: a beat at 100 BPM, one and a quarter at 125.
    const cutsS = Array.from({ length: 30 }, (_, i) => 0.6 * (i + 1))
    const draft = wantedMusic(measurementOf({ ...goodDraft(19), cutsS }))
    const of = (bpm: number): number =>
      fitOf(track({ tempo: tempo(bpm) }), draft).parts.find(({ id }) => id === 'tempo')!.grade!
    expect(of(100)).toBe(1)
    expect(of(125)).toBeLessThan(0.05)
  })

  it('puts the mood that was asked for before others', () => {
    const calm = track({ mood: mood('calm', 0.2) })
    expect(grade(calm, 'mood', 'calm')!).toBeGreaterThan(0.9)
    expect(grade(track(), 'mood', 'calm')!).toBeLessThan(0.1)
    expect(grade(track(), 'mood')).toBeNull()
  })

  it('rises with music that moves as the picture does', () => {
    const motion = (timeS: number): number => (Math.floor(timeS / 4) % 2 === 0 ? 0.005 : 0.1)
    const draft = wantedMusic(measurementOf({ ...goodDraft(24), motion }))
    const along = (high: (timeS: number) => boolean): number => {
      const values = Array.from({ length: 200 }, (_, i) => (high(i / 4) ? 0.6 : 0.4))
      return fitOf(track({ energy: { rateHz: 4, values } }), draft).parts.find(({ id }) => id === 'energy')!
        .grade!
    }
    const together = along((timeS) => Math.floor(timeS / 4) % 2 === 1)
    const against = along((timeS) => Math.floor(timeS / 4) % 2 === 0)
    expect(together).toBeGreaterThan(against + 0.3)
  })

  it('is none where nothing can be told', () => {
    const { fit, parts } = fitOf(
      { durationS: 10, inPoint: null, tempo: null, mood: null, energy: null },
      wantedMusic(measurementOf(goodDraft())),
    )
    expect(fit).toBeNull()
    expect(parts.every(({ grade: told }) => told === null)).toBe(true)
  })
})

describe('what is said before a track is used', () => {
  const rights = (over: Partial<TrackRights>): TrackRights => ({
    ...{ status: 'licensed', source: 'sidecar', licence: null, holder: null, until: null },
    ...{ contentId: 'not-claimed', note: null },
    ...over,
  })
  const codes = (over: Partial<TrackRights>): string[] =>
    trackWarnings(rights(over), [], { trackS: 100, draftS: 30, today: '2026-11-21' }).map(({ code }) => code)

  it('names what stands against its use', () => {
    expect(codes({})).toEqual([])
    expect(codes({ status: 'unknown' })).toEqual(['rights-unknown'])
    expect(codes({ until: '2026-11-20' })).toEqual(['rights-expired'])
    expect(codes({ until: '2026-11-21' })).toEqual([])
    expect(codes({ contentId: 'claimed' })).toEqual(['content-id-claimed'])
    const licence = 'https://creativecommons.org/licenses/by-nc-nd/4.0/'
    expect(codes({ status: 'creative-commons', licence })).toEqual([
      ...['licence-no-derivatives', 'licence-non-commercial', 'licence-attribution'],
    ])
  })

  it('warns of claims where the draft is a Short over 60 s', () => {
    expect(musicWarnings(75, 'shorts')).toMatchObject([
      { code: 'content-id', message: expect.stringMatching(/blocked, and this draft lasts 75 s/) as string },
    ])
  })

  it('tells of them as a note where they do not meet the draft', () => {
    const note = (message: RegExp): object => [
      { code: 'content-id-note', message: expect.stringMatching(message) as string },
    ]
    expect(musicWarnings(20, 'tiktok')).toMatchObject(note(/A Short over 60 s .* of 20 s, is not meant/))
    expect(musicWarnings(60, 'shorts')).toMatchObject(note(/is not meant/))
    expect(musicWarnings(75, 'tiktok')).toMatchObject(note(/of 75 s is meant if it becomes one/))
  })
})
