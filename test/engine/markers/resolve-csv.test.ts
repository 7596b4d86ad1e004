import { describe, expect, it } from 'vitest'
import { markersToResolveCsv } from '../../../electron/engine/markers/resolve-csv.ts'
import type { MarkerDocument } from '../../../electron/engine/markers/timeline.ts'
import { draft, draftAt, hostileMarkers, marker } from './documents.ts'

/** The header of an edit index that DaVinci Resolve 18 exported. */
const resolveHeader =
  '"#","Reel","Match","V","C","Dur","Source In","Source Out","Record Duration","Record In","Record Out","Name","Comments","Source Start","Source End","Source Duration","Codec","Source FPS","Resolution","Color","Notes","EDL Clip Name","Marker Keywords"'

/** RFC 4180 with every field quoted and rows that end in a line feed. */
function readCsv(text: string): string[][] {
  const rows: string[][] = []
  const field = /"((?:[^"]|"")*)"([,\n])/y
  let row: string[] = []
  while (field.lastIndex < text.length) {
    const at = field.lastIndex
    const match = field.exec(text)
    if (!match) throw new Error(`no quoted field at ${at}: ${JSON.stringify(text.slice(at, at + 60))}`)
    row.push(match[1]!.replaceAll('""', '"'))
    if (match[2] === '\n') {
      rows.push(row)
      row = []
    }
  }
  expect(row).toEqual([])
  return rows
}

function read(document: MarkerDocument): Record<string, string>[] {
  const text = markersToResolveCsv(document)
  expect(text.split('\n', 1)[0]).toBe(resolveHeader)
  const [header, ...rows] = readCsv(text)
  return rows.map((row) => {
    expect(row).toHaveLength(header!.length)
    return Object.fromEntries(header!.map((column, index) => [column, row[index]!]))
  })
}

describe('the Resolve CSV', () => {
  it('has a row a marker in the columns of an exported edit index', () => {
    const rows = read(
      draftAt(25, 20, [
        marker(0, 0, 'Fade'),
        marker(3.2, 5, 'Hook: pace', { note: 'Slow.\nFix: cut sooner.', kind: 'check', colour: 'red' }),
        marker(20, 20, 'End', { colour: 'magenta' }),
      ]),
    )
    const columns = [
      '#',
      'Record In',
      'Record Out',
      'Record Duration',
      'Name',
      'Notes',
      'Color',
      'Marker Keywords',
    ]
    expect(rows.map((row) => columns.map((column) => row[column]))).toEqual([
      ['1', '00:00:00:00', '00:00:00:01', '00:00:00:01', 'Fade', '', 'Blue', 'transition'],
      [
        '2',
        '00:00:03:05',
        '00:00:05:00',
        '00:00:01:20',
        'Hook: pace',
        'Slow.\nFix: cut sooner.',
        'Red',
        'check',
      ],
      ['3', '00:00:19:24', '00:00:20:00', '00:00:00:01', 'End', '', 'Fuchsia', 'transition'],
    ])
  })

  it('writes the timecode of the timeline', () => {
    const [dropFrame] = read(draft([marker(0.0334, 0.0334, 'm')], { startTimecode: '00:00:59;29' }))
    expect(dropFrame).toMatchObject({ 'Record In': '00:01:00;02', 'Source FPS': '29.970' })
    const [hour] = read(draft([marker(1, 1, 'm')], { timelineStartTimecode: '01:00:00:00' }))
    expect(hour?.['Record In']).toBe('01:00:01:00')
  })

  it('carries every text', () => {
    const markers = hostileMarkers()
    const rows = read(draftAt(25, 60, markers))
    expect(rows.map((row) => row.Name)).toEqual(markers.map((m) => m.name.toWellFormed()))
    expect(rows.map((row) => row.Notes)).toEqual(markers.map((m) => m.note.toWellFormed()))
  })

  it('says what the editor should know, beside each marker', () => {
    const video = { ...draft([]).video, fps: 28.4, variableFrameRate: true }
    expect(read(draft([marker(1, 1, 'm')], { video }))[0]?.Comments).toContain('variable frame rate')
  })

  it('is a header without markers, and holds ten thousand', () => {
    expect(read(draft([]))).toEqual([])
    const many = Array.from({ length: 10_000 }, (_, n) => marker(n / 25, n / 25, `marker ${n}`))
    const rows = read(draftAt(25, 400, many))
    expect(rows.map((row) => row.Name)).toEqual(many.map((m) => m.name))
    expect(rows.at(-1)?.['Record In']).toBe('00:06:39:24')
  })
})
