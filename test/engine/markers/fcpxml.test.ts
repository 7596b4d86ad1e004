import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { markersToFcpxml } from '../../../electron/engine/markers/fcpxml.ts'
import type { MarkerDocument } from '../../../electron/engine/markers/timeline.ts'
import { asXmlCanCarry, draft, draftAt, hostileMarkers, marker } from './documents.ts'
import { child, children, descend, readXml, type XmlDocument, type XmlNode } from './strict-xml.ts'

/**
 * What Apple's FCPXML 1.9 document type definition allows of the elements that we write: the content, as a pattern over the
 * children's names each followed by a space, and the attributes, those that are required with an exclamation mark.
 */
const dtd: Readonly<Record<string, { content: RegExp; text?: true; attributes: readonly string[] }>> = {
  fcpxml: { content: /^(import-options )?(resources )?(library |(event )*)$/, attributes: ['version!'] },
  resources: { content: /^((asset|effect|format|media) )*$/, attributes: [] },
  format: {
    content: /^$/,
    attributes: ['id!', 'name', 'frameDuration', 'fieldOrder', 'width', 'height', 'colorSpace'],
  },
  asset: {
    content: /^(media-rep )+(metadata )?$/,
    attributes: [
      'id!',
      'name',
      'uid',
      'start',
      'duration',
      'hasVideo',
      'format',
      'hasAudio',
      'videoSources',
    ].concat(['audioSources', 'audioChannels', 'audioRate']),
  },
  'media-rep': { content: /^(bookmark )?$/, attributes: ['kind', 'sig', 'src!'] },
  library: { content: /^((event|smart-collection) )*$/, attributes: ['location', 'colorProcessing'] },
  event: { content: /^((clip|asset-clip|project) )*$/, attributes: ['name', 'uid'] },
  project: { content: /^sequence $/, attributes: ['name', 'uid', 'id', 'modDate'] },
  sequence: {
    content: /^(note )?spine (metadata )?$/,
    attributes: ['format!', 'duration', 'tcStart', 'tcFormat', 'audioLayout', 'audioRate', 'renderFormat'],
  },
  note: { content: /^$/, text: true, attributes: [] },
  spine: { content: /^((asset-clip|clip|gap|video) )*$/, attributes: ['lane', 'offset', 'name', 'format'] },
  'asset-clip': {
    content: /^(note )?((marker|chapter-marker|rating|keyword|analysis-marker) )*$/,
    attributes: [
      'ref!',
      'lane',
      'offset',
      'name',
      'start',
      'duration',
      'enabled',
      'srcEnable',
      'format',
    ].concat(['tcStart', 'tcFormat', 'modDate', 'audioRole', 'videoRole']),
  },
  marker: { content: /^$/, attributes: ['start!', 'duration', 'value!', 'completed', 'note'] },
}

const enumerated: Readonly<Record<string, readonly string[]>> = {
  tcFormat: ['DF', 'NDF'],
  audioLayout: ['mono', 'stereo', 'surround'],
  'sequence audioRate': ['32k', '44.1k', '48k', '88.2k', '96k', '176.4k', '192k'],
  kind: ['original-media', 'proxy-media'],
}

function validate(node: XmlNode, ids: Set<string>): void {
  const rule = dtd[node.name]
  if (!rule) throw new Error(`no element ${node.name}`)
  const names = node.children.map((c) => c.name + ' ').join('')
  if (!rule.content.test(names)) throw new Error(`${node.name} holds ${names}`)
  if (!rule.text && node.text.trim() !== '') throw new Error(`${node.name} holds text`)
  for (const [name, value] of node.attributes) {
    if (!rule.attributes.some((a) => a.replace('!', '') === name)) throw new Error(`${node.name} has ${name}`)
    const values = enumerated[`${node.name} ${name}`] ?? enumerated[name]
    if (values && !values.includes(value)) throw new Error(`${name} is ${value}`)
    if (name === 'id') {
      if (ids.has(value)) throw new Error(`id ${value} twice`)
      ids.add(value)
    }
    if ((name === 'ref' || name === 'format') && !ids.has(value)) throw new Error(`no ${value}`)
  }
  for (const name of rule.attributes.filter((a) => a.endsWith('!')).map((a) => a.slice(0, -1))) {
    if (!node.attributes.has(name)) throw new Error(`${node.name} lacks ${name}`)
  }
  // Resources come before what refers to them, but a format may follow its asset.
  for (const c of node.name === 'resources' ? sortedFormatsFirst(node) : node.children) validate(c, ids)
}

function sortedFormatsFirst(resources: XmlNode): XmlNode[] {
  return [...children(resources, 'format'), ...children(resources, 'asset')]
}

/** A time as an exact number of frames of the document's rate. */
function frames(time: string, frameDuration: string): number {
  const [n, d] = fraction(time)
  const [frameN, frameD] = fraction(frameDuration)
  const value = n * frameD
  if (value % (d * frameN) !== 0n) throw new Error(`${time} is not on a frame of ${frameDuration}`)
  return Number(value / (d * frameN))
}

function fraction(time: string): [bigint, bigint] {
  const match = /^(\d+)(?:\/(\d+))?s$/.exec(time)
  if (!match) throw new Error(`not a time: ${time}`)
  return [BigInt(match[1]!), BigInt(match[2] ?? 1)]
}

function read(document: MarkerDocument) {
  const xml: XmlDocument = readXml(markersToFcpxml(document))
  expect(xml.doctype).toBe('fcpxml')
  validate(xml.root, new Set())
  const format = descend(xml.root, 'resources', 'format')
  const asset = descend(xml.root, 'resources', 'asset')
  const sequence = descend(xml.root, 'library', 'event', 'project', 'sequence')
  const clip = descend(sequence, 'spine', 'asset-clip')
  const frameDuration = format.attributes.get('frameDuration')!
  const inFrames = (node: XmlNode, name: string) => frames(node.attributes.get(name)!, frameDuration)
  return {
    xml,
    format,
    asset,
    sequence,
    clip,
    frameDuration,
    inFrames,
    markers: children(clip, 'marker').map((node) => ({
      start: inFrames(node, 'start') - inFrames(clip, 'start'),
      length: inFrames(node, 'duration'),
      name: node.attributes.get('value'),
      note: node.attributes.get('note') ?? '',
      completed: node.attributes.get('completed'),
    })),
  }
}

describe('FCPXML', () => {
  it('holds the whole draft as one clip with its markers', () => {
    const { asset, clip, sequence, markers, inFrames, format, xml } = read(
      draftAt(25, 20, [
        marker(0, 0, 'Fade'),
        marker(3.2, 5, 'Hook: pace', { note: 'Slow.\nFix: cut sooner.', kind: 'check', colour: 'red' }),
        marker(20, 20, 'End', { kind: 'check', colour: 'green' }),
      ]),
    )
    expect(xml.root.attributes.get('version')).toBe('1.9')
    expect([format.attributes.get('width'), format.attributes.get('height')]).toEqual(['1080', '1920'])
    for (const node of [asset, clip, sequence]) expect(inFrames(node, 'duration')).toBe(500)
    expect(asset.attributes.get('audioChannels')).toBe('2')
    expect(markers).toEqual([
      { start: 0, length: 1, name: 'Fade', note: '', completed: undefined },
      { start: 80, length: 45, name: 'Hook: pace', note: 'Slow.\nFix: cut sooner.', completed: '0' },
      { start: 499, length: 1, name: 'End', note: '', completed: undefined },
    ])
  })

  // Apple, FCPXML reference, format: the frame duration is the exact fraction.
  it.each([
    [24_000 / 1001, '1001/24000s'],
    [24, '1/24s'],
    [25, '1/25s'],
    [30_000 / 1001, '1001/30000s'],
    [30, '1/30s'],
    [50, '1/50s'],
    [60_000 / 1001, '1001/60000s'],
    [60, '1/60s'],
  ])('at %d fps has the frame duration %s and every time on a frame', (fps, duration) => {
    const times = Array.from({ length: 40 }, (_, n) => n * 0.731)
    const { frameDuration, markers } = read(
      draftAt(
        fps,
        30,
        times.map((timeS) => marker(timeS, timeS, 'm')),
        { startTimecode: '13:37:42:07' },
      ),
    )
    expect(frameDuration).toBe(duration)
    expect(markers.map(({ start }) => start)).toEqual(times.map((timeS) => Math.round(timeS * fps)))
  })

  it("starts the asset, the clip and the timeline at the draft's timecode", () => {
    const { asset, clip, sequence, inFrames } = read(
      draft([marker(0, 0, 'm')], { startTimecode: '01:00:00;00' }),
    )
    expect(inFrames(asset, 'start')).toBe(107_892)
    expect(inFrames(clip, 'start')).toBe(107_892)
    expect(inFrames(clip, 'offset')).toBe(inFrames(sequence, 'tcStart'))
    expect(sequence.attributes.get('tcFormat')).toBe('DF')
  })

  it("keeps the draft's timecode in the asset when the timeline begins elsewhere", () => {
    const { asset, clip, sequence, inFrames } = read(draft([], { timelineStartTimecode: '01:00:00:00' }))
    expect([inFrames(asset, 'start'), inFrames(clip, 'start')]).toEqual([0, 0])
    expect([inFrames(clip, 'offset'), inFrames(sequence, 'tcStart')]).toEqual([108_000, 108_000])
  })

  it('carries every text that XML can carry', () => {
    const markers = hostileMarkers()
    const fileName = `<"Tom & Jerry's">\n🎬.mp4`
    const result = read(draftAt(25, 60, markers, { fileName }))
    expect(result.markers.map(({ name }) => name)).toEqual(markers.map((m) => asXmlCanCarry(m.name)))
    expect(result.markers.map(({ note }) => note)).toEqual(markers.map((m) => asXmlCanCarry(m.note)))
    expect(result.clip.attributes.get('name')).toBe(fileName)
  })

  it.each([
    "/Users/ana/Videos/50% off & more/it's #1? [final].mp4",
    '/home/ana/שלום/🎬 夏.mp4',
    '/tmp/"quoted" <tag>;a=b.mp4',
  ])('addresses %s so that the same file is found', (path) => {
    const src = child(read(draft([], { path })).asset, 'media-rep').attributes.get('src')!
    expect(src).toMatch(/^file:\/\/\/[\x21-\x7e]+$/)
    expect(fileURLToPath(src, { windows: false })).toBe(path)
  })

  it.each(['C:\\Users\\ana\\50% off\\夏 #1.mp4', '\\\\server\\share\\summer sale.mp4'])(
    'addresses %s as Windows does',
    (path) => {
      const src = child(read(draft([], { path })).asset, 'media-rep').attributes.get('src')!
      expect(fileURLToPath(src, { windows: true })).toBe(path)
    },
  )

  it('says that the draft has no sound, or which it has', () => {
    const silent = read(draft([], { audio: null }))
    expect(silent.asset.attributes.has('hasAudio')).toBe(false)
    expect(silent.sequence.attributes.has('audioRate')).toBe(false)
    const surround = read(draft([], { audio: { channels: 6, sampleRate: 22_050 } }))
    expect(surround.asset.attributes.get('audioRate')).toBe('22050')
    expect(surround.sequence.attributes.get('audioLayout')).toBe('surround')
  })

  it('names the colour space of high dynamic range', () => {
    const video = { ...draft([]).video, hdr: 'hlg' as const }
    expect(read(draft([], { video })).format.attributes.get('colorSpace')).toBe('9-18-9 (Rec. 2020 HLG)')
  })

  it('says what the editor should know, as a comment and as the note of the sequence', () => {
    const video = { ...draft([]).video, fps: 28.4, variableFrameRate: true }
    const { xml, sequence } = read(draft([], { video }))
    expect(xml.comments[0]).toContain('variable frame rate')
    expect(child(sequence, 'note').text).toContain('variable frame rate')
  })

  it('holds no marker, or ten thousand', () => {
    expect(read(draft([])).markers).toEqual([])
    const many = Array.from({ length: 10_000 }, (_, n) => marker(n / 25, n / 25, `marker ${n}`))
    const { markers } = read(draftAt(25, 400, many))
    expect(markers.map(({ start, name }) => [start, name])).toEqual(many.map((m, n) => [n, m.name]))
  })
})
