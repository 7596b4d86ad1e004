import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timecodeToFrame, frameRates } from '../../../electron/engine/markers/timecode.ts'
import { markerFileEndings, writeMarkers } from '../../../electron/engine/markers/write.ts'
import {
  markerColours,
  markerFileSchema,
  markerFormats,
  markerKinds,
} from '../../../shared/contract/markers.ts'
import { draft, draftAt, hostileMarkers, marker } from './documents.ts'
import { readXml } from './strict-xml.ts'

describe('marker files', () => {
  it('are the same for the same draft, in every format, and have an ending', () => {
    for (const format of markerFormats) {
      expect(writeMarkers(format, draft(hostileMarkers()))).toBe(
        writeMarkers(format, draft(hostileMarkers())),
      )
      expect(markerFileEndings[format]).toMatch(/^[a-z]+$/)
    }
  })

  it('say in JSON which frame and label each marker is on, and keep every text and time', () => {
    const markers = hostileMarkers()
    const file = markerFileSchema.parse(
      JSON.parse(writeMarkers('json', draftAt(30_000 / 1001, 60, markers, { startTimecode: '00:59:59;20' }))),
    )
    expect(
      file.markers.map(({ name, note, startS, endS, kind, colour }) => ({
        name,
        note,
        startS,
        endS,
        kind,
        colour,
      })),
    ).toEqual(markers)
    expect(file.timebase).toMatchObject({
      framesPerSecond: '30000/1001',
      dropFrame: true,
      startTimecode: '00:59:59;20',
    })
    const rate = frameRates.find(({ name }) => name === '29.97')!
    const first = timecodeToFrame('00:59:59;20', rate)!.frame
    for (const { startS, startFrame, timecode } of file.markers) {
      expect(startFrame).toBe(Math.round((startS * 30_000) / 1001))
      expect(timecodeToFrame(timecode, rate)?.frame).toBe(first + startFrame)
    }
  })

  it('hold no marker, or ten thousand, in JSON', () => {
    const read = (text: string) => markerFileSchema.parse(JSON.parse(text)).markers.length
    const many = Array.from({ length: 10_000 }, (_, n) => marker(n / 25, n / 25, `marker ${n}`))
    expect(read(writeMarkers('json', draft([])))).toBe(0)
    expect(read(writeMarkers('json', draftAt(25, 400, many)))).toBe(10_000)
  })

  it('stay well-formed whatever the texts, times and rates', () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 30 })
    const anyMarker = fc.record({
      startS: fc.double({ min: -10, max: 100, noNaN: true }),
      endS: fc.double({ min: -10, max: 100, noNaN: true }),
      name: anyText,
      note: anyText,
      kind: fc.constantFrom(...markerKinds),
      colour: fc.constantFrom(...markerColours),
    })
    fc.assert(
      fc.property(
        fc.array(anyMarker, { maxLength: 20 }),
        fc.double({ min: 1, max: 240, noNaN: true }),
        fc.boolean(),
        anyText,
        fc.constantFrom(null, '00:00:00:00', '23:59:59;29', '10:00:00:00', 'nonsense'),
        (markers, fps, variableFrameRate, fileName, startTimecode) => {
          const video = {
            ...draft([]).video,
            fps,
            variableFrameRate,
            frames: Math.round(fps * 30),
            durationS: 30,
          }
          const document = draft(markers, { video, fileName, path: `/media/${fileName}`, startTimecode })
          for (const format of ['fcpxml', 'premiere-xml'] as const) {
            expect(() => readXml(writeMarkers(format, document))).not.toThrow()
          }
          expect(() => markerFileSchema.parse(JSON.parse(writeMarkers('json', document)))).not.toThrow()
          const events = writeMarkers('edl', document).match(/^\d{3} {2}/gm) ?? []
          expect(events.length).toBeLessThanOrEqual(markers.length)
          expect(writeMarkers('resolve-csv', document)).not.toMatch(/undefined|NaN/)
        },
      ),
      { numRuns: 200 },
    )
  })
})
