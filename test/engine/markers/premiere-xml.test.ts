import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { markersToPremiereXml } from '../../../electron/engine/markers/premiere-xml.ts'
import type { MarkerDocument } from '../../../electron/engine/markers/timeline.ts'
import { asXmlCanCarry, draft, draftAt, hostileMarkers, marker } from './documents.ts'
import { child, children, descend, readXml, type XmlNode } from './strict-xml.ts'

function number(node: XmlNode, name: string): number {
  const { text } = child(node, name)
  if (!/^-?\d+$/.test(text)) throw new Error(`${name} is ${text}`)
  return Number(text)
}

function read(document: MarkerDocument) {
  const xml = readXml(markersToPremiereXml(document))
  expect([xml.doctype, xml.root.attributes.get('version')]).toEqual(['xmeml', '4'])
  const sequence = child(xml.root, 'sequence')
  const rate = child(sequence, 'rate')
  return {
    xml,
    sequence,
    timebase: number(rate, 'timebase'),
    ntsc: child(rate, 'ntsc').text,
    picture: descend(sequence, 'media', 'video', 'track', 'clipitem'),
    soundTracks: children(child(sequence, 'media'), 'audio').flatMap((audio) => children(audio, 'track')),
    markers: children(sequence, 'marker').map((node) => ({
      in: number(node, 'in'),
      out: number(node, 'out'),
      name: child(node, 'name').text,
      comment: child(node, 'comment').text,
      colour: number(node, 'pproColor'),
    })),
  }
}

function hueOf(r: number, g: number, b: number): number {
  return ((Math.atan2(Math.sqrt(3) * (g - b), 2 * r - g - b) * 180) / Math.PI + 360) % 360
}

describe('Premiere XML', () => {
  it('holds the whole draft as a sequence with its markers', () => {
    const { sequence, picture, markers } = read(
      draftAt(25, 20, [
        marker(0, 0, 'Fade'),
        marker(3.2, 5, 'Hook: pace', { note: 'Slow.\nFix: cut sooner.', colour: 'red' }),
        marker(20, 20, 'End'),
      ]),
    )
    for (const node of [sequence, picture, child(picture, 'file')]) expect(number(node, 'duration')).toBe(500)
    expect(['start', 'end', 'in', 'out'].map((name) => number(picture, name))).toEqual([0, 500, 0, 500])
    const format = descend(sequence, 'media', 'video', 'format', 'samplecharacteristics')
    expect([number(format, 'width'), number(format, 'height')]).toEqual([1080, 1920])
    expect(markers.map((m) => [m.in, m.out, m.name, m.comment])).toEqual([
      [0, -1, 'Fade', ''],
      [80, 125, 'Hook: pace', 'Slow.\nFix: cut sooner.'],
      [499, -1, 'End', ''],
    ])
  })

  // Premiere's numbers are 0xAABBGGRR; its palette is muted, so a colour is told by its hue, in degrees.
  it.each([
    ['red', 345, 375],
    ['yellow', 30, 70],
    ['green', 70, 160],
    ['cyan', 160, 200],
    ['blue', 200, 250],
    ['magenta', 250, 345],
  ] as const)("writes %s as a colour of Premiere's between %d and %d degrees", (colour, from, to) => {
    const written = read(draft([marker(0, 0, 'm', { colour })])).markers[0]!.colour
    expect(written >>> 24).toBe(255)
    const hue = hueOf(written & 255, (written >>> 8) & 255, (written >>> 16) & 255)
    expect(hue < from ? hue + 360 : hue).toSatisfy((degrees: number) => degrees >= from && degrees <= to)
  })

  it.each([
    [24_000 / 1001, 24, 'TRUE'],
    [24, 24, 'FALSE'],
    [25, 25, 'FALSE'],
    [30_000 / 1001, 30, 'TRUE'],
    [30, 30, 'FALSE'],
    [50, 50, 'FALSE'],
    [60_000 / 1001, 60, 'TRUE'],
    [60, 60, 'FALSE'],
  ])('at %d fps has the timebase %d and ntsc %s', (fps, timebase, ntsc) => {
    const times = Array.from({ length: 40 }, (_, n) => n * 0.731)
    const result = read(
      draftAt(
        fps,
        30,
        times.map((timeS) => marker(timeS, timeS, 'm')),
      ),
    )
    expect([result.timebase, result.ntsc]).toEqual([timebase, ntsc])
    expect(result.markers.map((m) => m.in)).toEqual(times.map((timeS) => Math.round(timeS * fps)))
  })

  it("gives the file and the sequence the draft's timecode", () => {
    const { sequence, picture } = read(draft([marker(1, 1, 'm')], { startTimecode: '01:00:00;00' }))
    for (const node of [sequence, child(picture, 'file')]) {
      const timecode = child(node, 'timecode')
      expect(child(timecode, 'string').text).toBe('01:00:00;00')
      expect(number(timecode, 'frame')).toBe(107_892)
      expect(child(timecode, 'displayformat').text).toBe('DF')
    }
  })

  it('carries every text that XML can carry', () => {
    const markers = hostileMarkers()
    const result = read(draftAt(25, 60, markers))
    expect(result.markers.map((m) => m.name)).toEqual(markers.map((m) => asXmlCanCarry(m.name)))
    expect(result.markers.map((m) => m.comment)).toEqual(markers.map((m) => asXmlCanCarry(m.note)))
  })

  it('addresses the file as Premiere does', () => {
    const url = (path: string) => descend(read(draft([], { path })).picture, 'file', 'pathurl').text
    const posix = url('/Users/ana/50% off/夏 & #1.mp4')
    expect(posix).toMatch(/^file:\/\/localhost\/Users\/[\x21-\x7e]+$/)
    expect(fileURLToPath(posix, { windows: false })).toBe('/Users/ana/50% off/夏 & #1.mp4')
    expect(url('C:\\Users\\ana\\a b.mp4')).toBe('file://localhost/C%3a/Users/ana/a%20b.mp4')
  })

  it('links the sound to the picture, a track a channel', () => {
    expect(read(draft([], { audio: null })).soundTracks).toEqual([])
    for (const channels of [1, 2, 6]) {
      const { picture, soundTracks } = read(draft([], { audio: { channels, sampleRate: 44_100 } }))
      expect(soundTracks).toHaveLength(channels)
      const items = [picture, ...soundTracks.map((track) => child(track, 'clipitem'))]
      const ids = items.map((item) => item.attributes.get('id'))
      expect(new Set(ids).size).toBe(channels + 1)
      for (const item of items) {
        expect(children(item, 'link').map((link) => child(link, 'linkclipref').text)).toEqual(ids)
        expect(child(item, 'file').attributes.get('id')).toBe('file-1')
      }
    }
  })

  it('says what the editor should know, as a comment', () => {
    const video = { ...draft([]).video, fps: 28.4, variableFrameRate: true }
    expect(read(draft([], { video })).xml.comments[0]).toContain('variable frame rate')
  })

  it('holds no marker, or ten thousand', () => {
    expect(read(draft([])).markers).toEqual([])
    const many = Array.from({ length: 10_000 }, (_, n) => marker(n / 25, n / 25, `marker ${n}`))
    const { markers } = read(draftAt(25, 400, many))
    expect(markers.map((m) => [m.in, m.name])).toEqual(many.map((m, n) => [n, m.name]))
  })
})
