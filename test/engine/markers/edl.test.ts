import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { markersToEdl, reelName } from '../../../electron/engine/markers/edl.ts'
import type { MarkerDocument } from '../../../electron/engine/markers/timeline.ts'
import { draft, draftAt, hostileMarkers, hostileTexts, marker } from './documents.ts'

interface Edl {
  title: string
  dropFrame: boolean
  comments: string[]
  locators: { timecode: string; colour: string; name: string }[]
  events: {
    number: number
    reel: string
    in: string
    out: string
    note: string
    colour: string
    name: string
    length: number
  }[]
}

const timecode = String.raw`\d\d:\d\d:\d\d[:;]\d\d`
const locatorForm = new RegExp(String.raw`^\* LOC: (${timecode}) ([A-Z]+) *(.*)$`, 'u')
const eventForm = new RegExp(
  String.raw`^(\d{3,})  (.{8}) V     C        (${timecode}) (${timecode}) (${timecode}) (${timecode})$`,
)

/** Reads an EDL as Resolve's marker import and locator readers do, and throws at any line that neither form allows. */
function readEdl(text: string): Edl {
  expect(text.endsWith('\n')).toBe(true)
  const lines = text.slice(0, -1).split('\n')
  const title = /^TITLE: (.*)$/.exec(lines.shift()!)![1]!
  const mode = /^FCM: (DROP|NON-DROP) FRAME$/.exec(lines.shift()!)![1]
  const edl: Edl = { title, dropFrame: mode === 'DROP', comments: [], locators: [], events: [] }
  while (lines.length > 0) {
    const line = lines.shift()!
    const locator = locatorForm.exec(line)
    const event = eventForm.exec(line)
    if (line === '') continue
    if (locator) {
      expect(edl.events).toHaveLength(0)
      edl.locators.push({ timecode: locator[1]!, colour: locator[2]!, name: locator[3]! })
    } else if (event) {
      expect([event[5], event[6]]).toEqual([event[3], event[4]])
      const fields = lines.shift()!
      const resolve = /^([^|]*) \|C:ResolveColor([A-Za-z]+) \|M:([^|]*) \|D:(\d+)$/u.exec(fields)
      if (!resolve) throw new Error(`not a Resolve marker: ${fields}`)
      if (/^[\d*]/.test(fields)) throw new Error(`reads as an event or a comment: ${fields}`)
      edl.events.push({
        number: Number(event[1]),
        reel: event[2]!.trimEnd(),
        in: event[3]!,
        out: event[4]!,
        note: resolve[1]!,
        colour: resolve[2]!,
        name: resolve[3]!,
        length: Number(resolve[4]),
      })
    } else if (line.startsWith('* ')) edl.comments.push(line.slice(2))
    else throw new Error(`neither event nor comment: ${line}`)
  }
  return edl
}

function read(document: MarkerDocument): Edl {
  return readEdl(markersToEdl(document))
}

describe('the EDL', () => {
  it('carries each marker as an event of one frame and as a locator', () => {
    const edl = read(
      draftAt(25, 20, [
        marker(1, 1, 'Cut'),
        marker(3.2, 5, 'Hook: pace', { note: 'Slow. Fix: cut sooner.', kind: 'check', colour: 'red' }),
      ]),
    )
    expect(edl.title).toBe('summer sale')
    expect(edl.dropFrame).toBe(false)
    expect(edl.comments).toEqual(['FROM CLIP NAME: summer sale.mp4'])
    expect(edl.locators).toEqual([
      { timecode: '00:00:01:00', colour: 'BLUE', name: 'Cut' },
      { timecode: '00:00:03:05', colour: 'RED', name: 'Hook: pace' },
    ])
    expect(edl.events).toEqual([
      {
        number: 1,
        reel: 'SUMMER_S',
        in: '00:00:01:00',
        out: '00:00:01:01',
        note: '',
        colour: 'Blue',
        name: 'Cut',
        length: 1,
      },
      {
        number: 2,
        reel: 'SUMMER_S',
        in: '00:00:03:05',
        out: '00:00:03:06',
        note: 'Slow. Fix: cut sooner.',
        colour: 'Red',
        name: 'Hook: pace',
        length: 45,
      },
    ])
  })

  it('writes drop-frame where the draft has it', () => {
    const edl = read(draft([marker(0.0334, 0.0334, 'second frame')], { startTimecode: '00:00:59;29' }))
    expect(edl.dropFrame).toBe(true)
    expect(edl.events[0]).toMatchObject({ in: '00:01:00;02', out: '00:01:00;03' })
    expect(read(draft([marker(0, 0, '')], { startTimecode: '01:00:00:00' })).dropFrame).toBe(false)
  })

  it('writes the timecode of a timeline that begins elsewhere', () => {
    const edl = read(draftAt(24, 5, [marker(1, 1, 'Cut')], { timelineStartTimecode: '01:00:00:00' }))
    expect(edl.events[0]?.in).toBe('01:00:01:00')
  })

  it('keeps every text on its line and within its field', () => {
    const oneLine = (text: string) =>
      text
        .toWellFormed()
        .split(/[\s\p{Cc}]+/u)
        .filter(Boolean)
        .join(' ')
    const markers = hostileMarkers()
    const edl = read(draftAt(25, 60, markers))
    expect(edl.locators.map(({ name }) => name)).toEqual(hostileTexts.map(oneLine))
    expect(edl.events.map(({ name }) => name)).toEqual(
      hostileTexts.map((t) => oneLine(t).replaceAll('|', '¦')),
    )
    expect(edl.events.map(({ note }) => note.replace(/^- (?=[\d*])/, ''))).toEqual(
      markers.map(({ note }) => oneLine(note).replaceAll('|', '¦')),
    )
    expect(edl.events.map(({ in: start }) => start)).toEqual(
      markers.map((_, second) => `00:00:${String(second).padStart(2, '0')}:00`),
    )
  })

  it('shares an event among markers of one frame, since Resolve keeps one a frame', () => {
    const edl = read(
      draftAt(25, 20, [
        marker(0, 0, 'Fade', { colour: 'blue', note: 'sure' }),
        marker(0, 3, 'Hook: pace', { colour: 'yellow', note: 'slow' }),
        marker(0.001, 1, 'Hook: face', { colour: 'red' }),
        marker(1, 1, 'Cut'),
      ]),
    )
    expect(edl.locators).toHaveLength(4)
    expect(edl.events).toHaveLength(2)
    expect(edl.events[0]).toMatchObject({
      name: 'Fade + Hook: pace + Hook: face',
      note: 'Fade: sure / Hook: pace: slow',
      colour: 'Red',
      length: 75,
    })
  })

  it('says what the editor should know, as comments', () => {
    const video = { ...draft([]).video, fps: 28.4, variableFrameRate: true }
    expect(read(draft([], { video })).comments[1]).toContain('variable frame rate')
  })

  it('is a list without events when there are no markers', () => {
    expect(read(draft([])).events).toEqual([])
  })

  it('numbers ten thousand markers in order', () => {
    const markers = Array.from({ length: 10_000 }, (_, n) => marker(n / 25, n / 25, `marker ${n}`))
    const edl = read(draftAt(25, 400, markers))
    expect(edl.events.map(({ number }) => number)).toEqual(markers.map((_, n) => n + 1))
    expect(edl.events.at(-1)).toMatchObject({ in: '00:06:39:24', out: '00:06:40:00', name: 'marker 9999' })
  })

  it('makes a legal reel name of any file name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (fileName) => {
        expect(reelName(fileName)).toMatch(/^[A-Z0-9][A-Z0-9_]{0,7}$/)
        expect(['AX', 'BL', 'BLK', 'BLACK', 'NONE']).not.toContain(reelName(fileName))
      }),
    )
    expect(reelName('Été 2026.final.mov')).toBe('ETE_2026')
    expect(reelName('black.mp4')).toBe('BLACK_1')
    expect(reelName('夏.mp4')).toBe('DRAFT')
  })
})
