import { describe, expect, it } from 'vitest'
import { markerTimeline, timelineTimecode } from '../../../electron/engine/markers/timeline.ts'
import { draft, draftAt, marker } from './documents.ts'

function framesOf(fps: number, seconds: number, times: [number, number][]): [number, number][] {
  const markers = times.map(([startS, endS]) => marker(startS, endS, ''))
  return markerTimeline(draftAt(fps, seconds, markers)).markers.map((m) => [m.startFrame, m.endFrame])
}

describe('markers on the frame grid', () => {
  it('puts a moment on one frame and a range on the frames it covers', () => {
    expect(
      framesOf(25, 10, [
        [0, 0],
        [1, 1],
        [2, 4.4],
      ]),
    ).toEqual([
      [0, 1],
      [25, 26],
      [50, 110],
    ])
  })

  it('keeps markers at and beyond the ends inside the draft', () => {
    expect(
      framesOf(25, 10, [
        [-1, -1],
        [10, 10],
        [9.99, 30],
        [30, 40],
      ]),
    ).toEqual([
      [0, 1],
      [249, 250],
      [249, 250],
      [249, 250],
    ])
  })

  it('sorts by frame and keeps the given order within one', () => {
    const markers = [marker(2, 2, 'c'), marker(1, 1, 'a'), marker(1.001, 3, 'b')]
    expect(markerTimeline(draftAt(25, 10, markers)).markers.map((m) => m.name)).toEqual(['a', 'b', 'c'])
  })

  it('says that a variable frame rate is written at the nearest standard one, by time', () => {
    const video = { ...draft([]).video, fps: 28.4, variableFrameRate: true, frames: 852, durationS: 30 }
    const timeline = markerTimeline(draft([marker(15, 15, 'middle')], { video }))
    expect(timeline.rate.name).toBe('29.97')
    expect(timeline.frames).toBe(899)
    expect(timeline.markers[0]?.startFrame).toBe(450)
    expect(timeline.notes).toHaveLength(1)
    expect(timeline.notes[0]).toMatch(/variable frame rate.*28\.4 fps.*29\.97 fps/)
  })

  it.each([
    [15, '30', 480],
    [12.5, '25', 400],
    [14.985, '29.97', 480],
    [120, '60', 960],
    [119.88, '59.94', 959],
    [100, '50', 800],
    [48, '24', 384],
    [240, '60', 960],
  ])('writes %d fps on the even grid of %s', (fps, name, frames) => {
    const timeline = markerTimeline(draftAt(fps, 16, []))
    expect(timeline.rate.name).toBe(name)
    expect(timeline.frames).toBe(frames)
    expect(timeline.notes).toHaveLength(1)
  })

  it.each([23.976, 24, 25, 29.97, 30, 50, 59.94, 60])('has nothing to say about %d fps', (fps) => {
    const timeline = markerTimeline(draftAt(fps, 15, []))
    expect(timeline.notes).toEqual([])
    expect(Number(timeline.rate.name)).toBe(fps)
  })

  it('finds a rate where the facts give none', () => {
    const video = { ...draft([]).video, fps: null }
    expect(markerTimeline(draft([], { video })).rate.name).toBe('29.97')
    const nothing = { ...video, frames: 0, durationS: 0 }
    const timeline = markerTimeline(draft([marker(0, 0, 'only')], { video: nothing }))
    expect(timeline.frames).toBe(1)
    expect(timeline.notes).toHaveLength(1)
  })

  it("counts from the draft's timecode, and from the timeline's where that is another", () => {
    const document = draft([marker(0, 0, 'start')], { startTimecode: '10:00:00;00' })
    const own = markerTimeline(document)
    expect([own.dropFrame, timelineTimecode(0, own), timelineTimecode(1800, own)]).toEqual([
      true,
      '10:00:00;00',
      '10:01:00;02',
    ])
    const other = markerTimeline({ ...document, timelineStartTimecode: '01:00:00:00' })
    expect(timelineTimecode(0, other)).toBe('01:00:00:00')
    expect(other.sourceStartFrame).toBe(own.sourceStartFrame)
    expect(other.sourceDropFrame).toBe(true)
  })

  it('says so when the timecode is none at this rate', () => {
    const invalid = markerTimeline(draftAt(25, 10, [], { startTimecode: '01:00:00:29' }))
    expect(timelineTimecode(0, invalid)).toBe('00:00:00:00')
    expect(invalid.notes[0]).toContain('01:00:00:29')
    const drop = markerTimeline(draftAt(25, 10, [], { startTimecode: '01:00:00;10' }))
    expect(timelineTimecode(0, drop)).toBe('01:00:00:10')
    expect(drop.notes[0]).toContain('drop-frame')
  })
})
