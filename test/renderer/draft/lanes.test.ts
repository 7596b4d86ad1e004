import { describe, expect, it } from 'vitest'
import { evenClock } from '../../../shared/frame-clock.ts'
import { allLanes } from '../../../renderer/draft/timeline/all-lanes.ts'
import { drawnCurves } from '../../../renderer/draft/timeline/drawn-curves.ts'
import { evidenceRows } from '../../../renderer/draft/timeline/evidence-rows.ts'
import { createLaneLayout, heightOfLanes, placedLanes } from '../../../renderer/draft/timeline/lane-layout.ts'
import type { LaneId, LaneNote } from '../../../renderer/draft/timeline/lane.ts'
import { labelStepS, timeLabel } from '../../../renderer/draft/timeline/ruler.ts'
import { frameUnder, noSnapPoints } from '../../../renderer/draft/timeline/snapping.ts'
import { unpackThumbnails } from '../../../renderer/draft/timeline/thumbnails.ts'
import { nothingLater, snapPoints, timelineData } from '../../../renderer/draft/timeline/timeline-data.ts'
import { wholeView } from '../../../renderer/draft/timeline/view.ts'
import { columnsOf, unpackWaveform } from '../../../renderer/draft/timeline/waveform-picture.ts'
import { extremesOf } from '../../../renderer/draft/timeline/extremes.ts'
import { packCurves, unpackCurves } from '../../../shared/contract/curves.ts'
import type { CheckResult, Score } from '../../../shared/contract/score.ts'
import type { Measurement } from '../../../shared/contract/measurement.ts'
import { measurementOf } from '../../scoring/measurements.ts'

const check = (id: string, grade: number, startS: number, endS: number): CheckResult => ({
  id,
  label: `Label of ${id}`,
  grade,
  weight: 1,
  evidence: [{ startS, endS, note: `Note of ${id}` }],
  fix: grade < 0.75 ? `Fix of ${id}` : null,
})
const part = (...checks: CheckResult[]): Score['hook'] => ({ score: 50, checks })
const score = {
  hook: part(check('slow', 0.1, 0, 3), check('dark', 0.4, 1, 2), check('fine', 1, 0, 3)),
  content: part(check('gap', 0.6, 10, 11)),
  cta: part(),
} as unknown as Score

const facts = (over: Partial<Measurement>): ReturnType<typeof timelineData> => {
  const measured = { ...measurementOf({ durationS: 20 }), ...over }
  return timelineData(measured, evenClock(600, 20), score, nothingLater)
}
const noteAt = (id: LaneId, timeS: number, yPx: number, data = facts({})): LaneNote | null =>
  allLanes.find((lane) => lane.id === id)!.noteAt({ timeS, yPx, heightPx: 48, withinS: 0.05 }, data)

describe('the evidence lane', () => {
  it('lays marks in rows without overlap, what would gain most on top, and leaves out what is well', () => {
    const { marks, rowsOf } = evidenceRows(score, 20)
    expect(marks.map(({ checkId, row }) => [checkId, row])).toEqual([
      ['slow', 0],
      ['dark', 1],
      ['gap', 0],
    ])
    expect(rowsOf).toEqual({ hook: 2, content: 1, cta: 1 })
  })

  it('names the mark that is pointed at and none where there is none, or a click would go to another check', () => {
    expect(noteAt('evidence', 0.5, 3)?.checkId).toBe('slow')
    expect(noteAt('evidence', 1.5, 16)?.checkId).toBe('dark')
    expect(noteAt('evidence', 0.5, 16)).toBeNull()
    expect(noteAt('evidence', 10.5, 30)).toMatchObject({ checkId: 'gap', startS: 10, endS: 11 })
    expect(noteAt('evidence', 10.5, 46)).toBeNull()
  })
})

describe('lanes of spans', () => {
  const transitions: Measurement['transitions'] = [
    { kind: 'cut', startS: 5, endS: 5, frame: 150, confidence: 0.9 },
    { kind: 'dissolve', startS: 8, endS: 9, frame: 255, confidence: 0.5 },
  ]
  const shots: Measurement['shots'] = [
    { startS: 0, endS: 5, startFrame: 0, endFrame: 150 },
    { startS: 5, endS: 8.5, startFrame: 150, endFrame: 255 },
    { startS: 8.5, endS: 20, startFrame: 255, endFrame: 600 },
  ]

  it('tell a transition by its kind and how sure it is, and the shot beside it', () => {
    const data = facts({ transitions, shots })
    expect(noteAt('shots', 5.03, 5, data)).toMatchObject({ title: 'Cut', startS: 5, isMark: true })
    expect(noteAt('shots', 8.5, 5, data)).toMatchObject({ title: 'Dissolve', detail: '1.00 s, 50 % certain' })
    expect(noteAt('shots', 2, 5, data)).toMatchObject({ title: 'Shot 1', isMark: false })
  })

  it('point at the shorter of two faults that lie over each other, or a flash in a frozen stretch is out of reach', () => {
    const data = facts({ frozen: [{ startS: 2, endS: 12 }], flashes: [{ timeS: 6, frame: 180 }] })
    expect(noteAt('faults', 6.02, 5, data)?.title).toBe('Flash')
    expect(noteAt('faults', 7, 5, data)?.title).toBe('Frozen picture')
    expect(noteAt('faults', 1, 5, data)).toBeNull()
  })

  it('say why they are empty for a draft without sound', () => {
    const data = facts({ audio: null, loudness: null, silence: [] })
    const missing = allLanes.filter((lane) => lane.missing(data) !== null).map(({ id }) => id)
    expect(missing).toEqual(expect.arrayContaining(['waveform', 'loudness', 'silence']))
  })

  it('give the pointer its cuts to snap to and else the frame under it', () => {
    const points = snapPoints({ ...measurementOf({ durationS: 20 }), transitions })
    expect(points).toEqual({ transitionsS: [5, 8, 9], beatsS: [] })
    const view = wholeView(20, 2000, 30)
    const clock = evenClock(600, 20)
    expect(frameUnder(view, 504, clock, points)).toEqual({ frame: 150, snappedToS: 5 })
    expect(frameUnder(view, 507, clock, points)).toEqual({ frame: 152, snappedToS: null })
    expect(frameUnder(view, 504, clock, noSnapPoints)).toEqual({ frame: 151, snappedToS: null })
  })
})

describe('beats and the cuts over them', () => {
  const beats = Array.from({ length: 38 }, (_, i) => ({ timeS: 0.5 + i / 2, downbeat: i % 4 === 0 }))
  const at = (frame: number, beatFrame: number): Measurement['sync'][number] => ({
    transitionS: frame / 30,
    beatS: beatFrame / 30,
    offsetMs: ((frame - beatFrame) * 1000) / 30,
    frame,
    offsetFrames: frame - beatFrame,
    onBeat: Math.abs(frame - beatFrame) <= 1,
  })
  const sync = [at(60, 60), at(122, 120), at(235, 240), at(302, 300)]
  const syncSummary = {
    toleranceMs: 45,
    judged: 4,
    onBeat: 1,
    share: 0.25,
    chance: 0.2,
    lift: 1.25,
    pValue: 0.6,
  }
  const data = facts({ beats, sync, syncSummary })

  it('say how far a cut is off in milliseconds and frames and which way to move it', () => {
    expect(noteAt('beats', 2.01, 5, data)).toMatchObject({
      title: 'Cut on the beat',
      detail: 'exactly on the beat',
    })
    expect(noteAt('beats', 4.07, 5, data)).toMatchObject({
      title: 'Cut near the beat',
      detail: '67 ms (2 frames) after the beat; move this cut −2 frames',
      startS: 122 / 30,
    })
    expect(noteAt('beats', 7.83, 5, data)).toMatchObject({
      title: 'Cut off the beat',
      detail: '167 ms (5 frames) before the beat; move this cut +5 frames',
    })
  })

  it('tell a beat from a downbeat, and list the cuts alone, or four hundred beats would bury the marks', () => {
    expect(noteAt('beats', 0.5, 20, data)?.title).toBe('Downbeat')
    expect(noteAt('beats', 1, 20, data)?.title).toBe('Beat')
    expect(noteAt('beats', 1.25, 20, data)).toBeNull()
    expect(allLanes.find(({ id }) => id === 'beats')!.marks(data)).toHaveLength(4)
  })

  it('snap the pointer to a beat, but rather to a cut, and not while beats are too close to choose one', () => {
    const clock = evenClock(600, 20)
    const points = { transitionsS: [2.05], beatsS: beats.map(({ timeS }) => timeS) }
    const near = wholeView(20, 2000, 30)
    expect(frameUnder(near, 304, clock, points).snappedToS).toBe(3)
    expect(frameUnder(near, 202, clock, points).snappedToS).toBe(2.05)
    expect(frameUnder(near, 325, clock, points).snappedToS).toBeNull()
    const far = wholeView(20, 800, 30)
    expect(frameUnder(far, 121, clock, points).snappedToS).toBeNull()
  })
})

describe('curves', () => {
  const at = (values: (number | null)[]): (number | null)[] => values
  const measured = measurementOf({ durationS: 2 })
  const packed = packCurves({
    series: { ...measured.series, rateHz: 10, motion: at([0.1, 0.2, null, 0.4]), brightness: at([0.5, 1]) },
    loudness: { ...measured.loudness!, momentaryRateHz: 10, momentaryLufs: at([-20, -10]) },
  })
  const curves = drawnCurves(unpackCurves(packed.buffer as ArrayBuffer))
  const data = { ...facts({}), curves }

  it('tell the value of the step that is pointed at, and that nothing was measured where nothing was', () => {
    expect(noteAt('motion', 0.16, 5, data)?.title).toBe('Motion 20.0 %')
    expect(noteAt('motion', 0.25, 5, data)?.title).toBe('Motion not measured')
    expect(noteAt('brightness', 0.13, 5, data)?.title).toBe('Brightness 100 %')
    // The window of a level ends at its time.
    expect(noteAt('loudness', 0.21, 5, data)?.title).toBe('Loudness −10.0 LUFS')
  })

  it('say nothing before they are there', () => {
    expect(noteAt('motion', 0.16, 5)).toBeNull()
  })

  it('are drawn up to what nearly all of the motion stays below', () => {
    expect(curves.fullMotion).toBeCloseTo(0.44)
  })
})

describe('where lanes stand', () => {
  it('is one under the other without the hidden ones, and comes back when the page is opened again', () => {
    const kept = new Map<string, string>()
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    }
    const layout = createLaneLayout(storage, 1)
    layout.toggle('motion')
    layout.setHeight('waveform', 90)
    layout.setHeight('silence', 1)
    const again = createLaneLayout(storage, 1)
    const placed = placedLanes(again.getState())
    expect(placed.map(({ lane }) => lane.id)).not.toContain('motion')
    expect(placed.find(({ lane }) => lane.id === 'waveform')?.heightPx).toBe(90)
    expect(placed.find(({ lane }) => lane.id === 'silence')?.heightPx).toBe(12)
    for (const [above, below] of placed.slice(1).map((one, i) => [placed[i]!, one] as const))
      expect(below.topPx).toBeGreaterThanOrEqual(above.topPx + above.heightPx)
    expect(heightOfLanes(placed)).toBeGreaterThanOrEqual(placed.at(-1)!.topPx + placed.at(-1)!.heightPx)
  })

  it('does not depend on what another version of the page has written', () => {
    const storage = {
      getItem: () => '{"hidden":["gone","shots"],"heightsPx":{"gone":3}}',
      setItem: () => undefined,
    }
    expect(createLaneLayout(storage, 1).getState()).toMatchObject({ hidden: ['shots'], heightsPx: {} })
  })
})

describe('the ruler', () => {
  it('spaces labels so that they can be read at every zoom', () => {
    for (let zoom = 0.05; zoom < 5000; zoom *= 1.3)
      expect(labelStepS(zoom) * zoom).toBeGreaterThanOrEqual(zoom < 0.02 ? 0 : 72)
  })

  it('says tenths only where the step needs them', () => {
    expect([timeLabel(65, 5), timeLabel(0.2, 0.2)]).toEqual(['1:05', '0:00.2'])
  })
})

describe('pictures and sound from the engine', () => {
  it('are unpacked as the contract says', () => {
    const packed = new ArrayBuffer(12 + 2 + 12 + 3)
    const view = new DataView(packed)
    view.setFloat64(0, 0, true)
    view.setUint32(8, 2, true)
    view.setUint8(12, 7)
    view.setFloat64(14, 1.04, true)
    view.setUint32(22, 3, true)
    view.setUint8(26, 9)
    expect(unpackThumbnails(packed).map(({ timeS, jpeg }) => [timeS, jpeg.length, jpeg[0]])).toEqual([
      [0, 2, 7],
      [1.04, 3, 9],
    ])
    expect(unpackWaveform(Int8Array.of(-5, 6, -127, 127).buffer)).toEqual({
      least: Int8Array.of(-5, -127),
      greatest: Int8Array.of(6, 127),
    })
  })

  it('keep a click of one sample in sight when ten minutes are drawn into a few hundred pixels', () => {
    const greatest = new Int8Array(120_000)
    greatest[77_123] = 127
    const [above, below] = columnsOf(
      extremesOf(new Int8Array(120_000), greatest),
      200,
      wholeView(600, 400, 30),
      400,
    )
    expect(above.indexOf(1)).toBe(Math.floor((77_123 / 120_000) * 400))
    expect(above.filter((value) => value > 0)).toHaveLength(1)
    expect(Math.max(...below)).toBe(0)
  })
})
