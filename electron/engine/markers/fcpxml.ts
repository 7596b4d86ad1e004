import { fileUrl } from './file-url.ts'
import { sequenceName } from './names.ts'
import type { FrameRate } from './timecode.ts'
import { markerTimeline, type FramedMarker, type MarkerDocument, type MarkerTimeline } from './timeline.ts'
import { xmlDocument, xmlElement, xmlText, type XmlElement } from './xml.ts'

/**
 * Final Cut Pro's interchange format, version 1.9 (Final Cut Pro 10.4.9 and later, DaVinci Resolve 17 and later): a project
 * whose one clip is the whole draft, with the markers on the clip. Times are exact fractions of a second on the frame grid;
 * a marker's start is in the clip's own time, which begins at the draft's timecode, as the asset's must. FCPXML has no
 * marker colours: a check that wants work (red or yellow) is written as a to-do marker, which Final Cut Pro shows in red.
 *
 * Structure: Apple, Final Cut Pro XML document type definitions, 1.9.
 */
export function markersToFcpxml(document: MarkerDocument): string {
  const timeline = markerTimeline(document)
  const root = xmlElement('fcpxml', { version: '1.9' }, [
    xmlElement('resources', {}, [format(document, timeline), asset(document, timeline)]),
    xmlElement('library', {}, [
      xmlElement('event', { name: 'Hookline' }, [
        xmlElement('project', { name: sequenceName(document.fileName) }, [sequence(document, timeline)]),
      ]),
    ]),
  ])
  return xmlDocument(root, timeline.notes)
}

function format(document: MarkerDocument, timeline: MarkerTimeline): XmlElement {
  return xmlElement('format', {
    id: 'r1',
    frameDuration: seconds(1, timeline.rate),
    width: document.video.displayWidth,
    height: document.video.displayHeight,
    colorSpace: colourSpace(document.video.hdr ?? null),
  })
}

function colourSpace(hdr: 'pq' | 'hlg' | null): string | null {
  if (hdr === 'pq') return '9-16-9 (Rec. 2020 PQ)'
  return hdr === 'hlg' ? '9-18-9 (Rec. 2020 HLG)' : null
}

function asset(document: MarkerDocument, timeline: MarkerTimeline): XmlElement {
  const { audio } = document
  return xmlElement(
    'asset',
    {
      id: 'r2',
      name: document.fileName,
      start: seconds(timeline.sourceStartFrame, timeline.rate),
      duration: seconds(timeline.frames, timeline.rate),
      hasVideo: 1,
      format: 'r1',
      hasAudio: audio && 1,
      videoSources: 1,
      audioSources: audio && 1,
      audioChannels: audio && audio.channels,
      audioRate: audio && audio.sampleRate,
    },
    [xmlElement('media-rep', { kind: 'original-media', src: fileUrl(document.path) })],
  )
}

function sequence(document: MarkerDocument, timeline: MarkerTimeline): XmlElement {
  const { audio } = document
  const spine = xmlElement('spine', {}, [clip(document, timeline)])
  return xmlElement(
    'sequence',
    {
      format: 'r1',
      duration: seconds(timeline.frames, timeline.rate),
      tcStart: seconds(timeline.timelineStartFrame, timeline.rate),
      tcFormat: timecodeFormat(timeline.dropFrame),
      audioLayout: audio && (audio.channels > 2 ? 'surround' : 'stereo'),
      audioRate: audio && (sequenceAudioRates.get(audio.sampleRate) ?? '48k'),
    },
    timeline.notes.length > 0 ? [xmlText('note', timeline.notes.join('\n')), spine] : [spine],
  )
}

const sequenceAudioRates: ReadonlyMap<number, string> = new Map([
  [32_000, '32k'],
  [44_100, '44.1k'],
  [48_000, '48k'],
  [88_200, '88.2k'],
  [96_000, '96k'],
  [176_400, '176.4k'],
  [192_000, '192k'],
])

function clip(document: MarkerDocument, timeline: MarkerTimeline): XmlElement {
  return xmlElement(
    'asset-clip',
    {
      ref: 'r2',
      offset: seconds(timeline.timelineStartFrame, timeline.rate),
      name: document.fileName,
      start: seconds(timeline.sourceStartFrame, timeline.rate),
      duration: seconds(timeline.frames, timeline.rate),
      format: 'r1',
      tcFormat: timecodeFormat(timeline.sourceDropFrame),
    },
    timeline.markers.map((marker) => markerElement(marker, timeline)),
  )
}

function markerElement(marker: FramedMarker, timeline: MarkerTimeline): XmlElement {
  const wantsWork = marker.kind === 'check' && (marker.colour === 'red' || marker.colour === 'yellow')
  return xmlElement('marker', {
    start: seconds(timeline.sourceStartFrame + marker.startFrame, timeline.rate),
    duration: seconds(marker.endFrame - marker.startFrame, timeline.rate),
    value: marker.name,
    completed: wantsWork ? 0 : null,
    note: marker.note === '' ? null : marker.note,
  })
}

function timecodeFormat(dropFrame: boolean): string {
  return dropFrame ? 'DF' : 'NDF'
}

/** A number of frames as FCPXML writes time: 1001/30000s, or 5s when it is whole. */
function seconds(frames: number, rate: FrameRate): string {
  const numerator = frames * rate.denominator
  const divisor = greatestCommonDivisor(numerator, rate.numerator)
  const denominator = rate.numerator / divisor
  return denominator === 1 ? `${numerator / divisor}s` : `${numerator / divisor}/${denominator}s`
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
