import { premiereColours } from './colours.ts'
import { fileUrl } from './file-url.ts'
import { sequenceName } from './names.ts'
import { frameToTimecode, type FrameRate } from './timecode.ts'
import { markerTimeline, type FramedMarker, type MarkerDocument, type MarkerTimeline } from './timeline.ts'
import { xmlDocument, xmlElement, xmlText, type XmlElement } from './xml.ts'

/**
 * Final Cut Pro 7's interchange format (xmeml, version 4), which Premiere Pro imports and exports: a sequence that holds the
 * whole draft, with the markers on the sequence. Frames count from the sequence's start. A moment without length has the
 * out point −1; a range ends at its exclusive end. The colour is Premiere's own element, `pproColor`, which others ignore.
 *
 * Structure: Apple, Final Cut Pro XML Interchange Format, document type definition for version 4.
 */
export function markersToPremiereXml(document: MarkerDocument): string {
  const timeline = markerTimeline(document)
  const sequence = xmlElement('sequence', { id: 'sequence-1' }, [
    xmlText('name', sequenceName(document.fileName)),
    xmlText('duration', timeline.frames),
    rateElement(timeline.rate),
    timecodeElement(timeline.timelineStartFrame, timeline.rate, timeline.dropFrame),
    xmlElement('media', {}, [videoElement(document, timeline), ...audioElements(document, timeline)]),
    ...timeline.markers.map(markerElement),
  ])
  return xmlDocument(xmlElement('xmeml', { version: '4' }, [sequence]), timeline.notes)
}

function rateElement(rate: FrameRate): XmlElement {
  return xmlElement('rate', {}, [
    xmlText('timebase', rate.labelsPerSecond),
    xmlText('ntsc', rate.denominator === 1001 ? 'TRUE' : 'FALSE'),
  ])
}

function timecodeElement(frame: number, rate: FrameRate, dropFrame: boolean): XmlElement {
  return xmlElement('timecode', {}, [
    rateElement(rate),
    xmlText('string', frameToTimecode(frame, rate, dropFrame)),
    xmlText('frame', frame),
    xmlText('displayformat', dropFrame ? 'DF' : 'NDF'),
  ])
}

/** Without the last three Premiere takes the pixels for oblong and the picture for interlaced. */
function pictureCharacteristics(document: MarkerDocument, timeline: MarkerTimeline): XmlElement {
  return xmlElement('samplecharacteristics', {}, [
    rateElement(timeline.rate),
    xmlText('width', document.video.displayWidth),
    xmlText('height', document.video.displayHeight),
    xmlText('anamorphic', 'FALSE'),
    xmlText('pixelaspectratio', 'square'),
    xmlText('fielddominance', 'none'),
  ])
}

function videoElement(document: MarkerDocument, timeline: MarkerTimeline): XmlElement {
  return xmlElement('video', {}, [
    xmlElement('format', {}, [pictureCharacteristics(document, timeline)]),
    xmlElement('track', {}, [clipItem('clipitem-1', document, timeline, [fileElement(document, timeline)])]),
  ])
}

/** One track a channel, as Final Cut Pro 7 has them; the two of a stereo sound carry Premiere's marks of a pair. */
function audioElements(document: MarkerDocument, timeline: MarkerTimeline): XmlElement[] {
  const { audio } = document
  if (!audio) return []
  const stereo = audio.channels === 2
  const tracks = Array.from({ length: audio.channels }, (_, channel) =>
    xmlElement(
      'track',
      stereo
        ? { currentExplodedTrackIndex: channel, totalExplodedTrackCount: 2, premiereTrackType: 'Stereo' }
        : {},
      [
        clipItem(
          `clipitem-${channel + 2}`,
          document,
          timeline,
          [
            xmlElement('file', { id: 'file-1' }),
            xmlElement('sourcetrack', {}, [
              xmlText('mediatype', 'audio'),
              // In a marked pair Premiere counts streams, otherwise channels.
              xmlText('trackindex', stereo ? 1 : channel + 1),
            ]),
          ],
          stereo ? 'stereo' : null,
        ),
      ],
    ),
  )
  return [
    xmlElement('audio', {}, [xmlElement('format', {}, [soundCharacteristics(audio.sampleRate)]), ...tracks]),
  ]
}

function soundCharacteristics(sampleRate: number): XmlElement {
  return xmlElement('samplecharacteristics', {}, [xmlText('depth', 16), xmlText('samplerate', sampleRate)])
}

function clipItem(
  id: string,
  document: MarkerDocument,
  timeline: MarkerTimeline,
  source: readonly XmlElement[],
  premiereChannelType: string | null = null,
): XmlElement {
  return xmlElement('clipitem', { id, premiereChannelType }, [
    xmlText('name', document.fileName),
    xmlText('enabled', 'TRUE'),
    xmlText('duration', timeline.frames),
    rateElement(timeline.rate),
    xmlText('start', 0),
    xmlText('end', timeline.frames),
    xmlText('in', 0),
    xmlText('out', timeline.frames),
    ...source,
    ...links(document.audio?.channels ?? 0),
  ])
}

/** Picture and sound move together. */
function links(channels: number): XmlElement[] {
  if (channels === 0) return []
  return [0, ...Array.from({ length: channels }, (_, channel) => channel + 1)].map((track) =>
    xmlElement('link', {}, [
      xmlText('linkclipref', `clipitem-${track + 1}`),
      xmlText('mediatype', track === 0 ? 'video' : 'audio'),
      xmlText('trackindex', Math.max(1, track)),
      xmlText('clipindex', 1),
    ]),
  )
}

function fileElement(document: MarkerDocument, timeline: MarkerTimeline): XmlElement {
  const { audio } = document
  return xmlElement('file', { id: 'file-1' }, [
    xmlText('name', document.fileName),
    xmlText('pathurl', premiereUrl(document.path)),
    rateElement(timeline.rate),
    xmlText('duration', timeline.frames),
    timecodeElement(timeline.sourceStartFrame, timeline.rate, timeline.sourceDropFrame),
    xmlElement('media', {}, [
      xmlElement('video', {}, [pictureCharacteristics(document, timeline)]),
      ...(audio
        ? [
            xmlElement('audio', {}, [
              soundCharacteristics(audio.sampleRate),
              xmlText('channelcount', audio.channels),
            ]),
          ]
        : []),
    ]),
  ])
}

/** Premiere writes this machine as its host, and a drive's colon encoded. */
function premiereUrl(path: string): string {
  return fileUrl(path)
    .replace(/^file:\/\/\//, 'file://localhost/')
    .replace(/^(file:\/\/localhost\/[A-Za-z]):/, '$1%3a')
}

function markerElement(marker: FramedMarker): XmlElement {
  return xmlElement('marker', {}, [
    xmlText('comment', marker.note),
    xmlText('name', marker.name),
    xmlText('in', marker.startFrame),
    xmlText('out', marker.endS > marker.startS ? marker.endFrame : -1),
    xmlText('pproColor', premiereColours[marker.colour]),
  ])
}
