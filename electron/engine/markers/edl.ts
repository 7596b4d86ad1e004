import { markerColours } from '../../../shared/contract/markers.ts'
import { avidColours, resolveColours } from './colours.ts'
import { stemOf } from './names.ts'
import {
  markerTimeline,
  timelineTimecode,
  type FramedMarker,
  type MarkerDocument,
  type MarkerTimeline,
} from './timeline.ts'

/**
 * A CMX 3600 edit decision list that carries markers in both ways that are in use:
 *
 * - DaVinci Resolve (Timelines > Import > Timeline Markers from EDL) reads the form that it exports itself: an event of
 *   one frame, its source and record times both the timeline's, then a line `note |C:ResolveColorRed |M:name |D:frames`.
 *   Resolve keeps one marker a frame, so those that begin on one frame share an event.
 * - Media Composer, and what follows it (Nucoda, OpenTimelineIO), knows `* LOC: HH:MM:SS:FF COLOUR name` comments. They
 *   stand before the first event, one for every marker, because Resolve takes comments after an event for its note.
 *
 * Premiere Pro reads no markers from an EDL; it has a format of its own (premiere-xml). Text is one line: line breaks and
 * control characters become spaces, and `|`, which begins Resolve's fields, becomes `¦`. CMX 3600 numbers 999 events;
 * further ones are numbered on, as Resolve does it.
 */
export function markersToEdl(document: MarkerDocument): string {
  const timeline = markerTimeline(document)
  const lines = [
    `TITLE: ${oneLine(stemOf(document.fileName))}`,
    `FCM: ${timeline.dropFrame ? 'DROP FRAME' : 'NON-DROP FRAME'}`,
    '',
    `* FROM CLIP NAME: ${oneLine(document.fileName)}`,
    ...timeline.notes.map((note) => `* ${oneLine(note)}`),
  ]
  for (const marker of timeline.markers) lines.push(locator(marker, timeline))
  const reel = reelName(document.fileName)
  sharedFrames(timeline.markers).forEach((marker, index) => {
    lines.push('', eventLine(index + 1, reel, marker, timeline), resolveLine(marker))
  })
  return lines.join('\n') + '\n'
}

function locator(marker: FramedMarker, timeline: MarkerTimeline): string {
  const colour = avidColours[marker.colour].padEnd(7)
  return `* LOC: ${timelineTimecode(marker.startFrame, timeline)} ${colour} ${oneLine(marker.name)}`.trimEnd()
}

function eventLine(number: number, reel: string, marker: FramedMarker, timeline: MarkerTimeline): string {
  const start = timelineTimecode(marker.startFrame, timeline)
  const end = timelineTimecode(marker.startFrame + 1, timeline)
  return `${String(number).padStart(3, '0')}  ${reel.padEnd(8)} V     C        ${start} ${end} ${start} ${end}`
}

function resolveLine(marker: FramedMarker): string {
  const fields = [
    `|C:ResolveColor${resolveColours[marker.colour]}`,
    `|M:${resolveText(marker.name)}`,
    `|D:${marker.endFrame - marker.startFrame}`,
  ]
  return `${noteText(marker.note)} ${fields.join(' ')}`
}

/** Markers that begin on one frame as one: the longest length, the most urgent colour, every name and note. */
function sharedFrames(markers: readonly FramedMarker[]): FramedMarker[] {
  const shared: FramedMarker[] = []
  for (let first = 0; first < markers.length;) {
    let end = first + 1
    while (markers[end]?.startFrame === markers[first]!.startFrame) end++
    shared.push(end === first + 1 ? markers[first]! : joined(markers.slice(first, end)))
    first = end
  }
  return shared
}

function joined(group: readonly FramedMarker[]): FramedMarker {
  return {
    ...group[0]!,
    endFrame: Math.max(...group.map((marker) => marker.endFrame)),
    colour: markerColours.find((colour) => group.some((marker) => marker.colour === colour))!,
    name: group.map((marker) => marker.name).join(' + '),
    note: group
      .filter((marker) => marker.note !== '')
      .map((marker) => `${marker.name}: ${marker.note}`)
      .join(' / '),
  }
}

/**
 * A reel name that every reader takes: A to Z, 0 to 9 and _, at most eight, from the file's name. AX and BL mean auxiliary
 * source and black, so they are not names.
 */
export function reelName(fileName: string): string {
  const letters = stemOf(fileName)
    .normalize('NFKD')
    .toUpperCase()
    .replace(/[\s.-]+/g, '_')
    .replace(/[^A-Z0-9_]/g, '')
    .replace(/^_+/, '')
    .slice(0, 8)
    .replace(/_+$/, '')
  if (letters === '') return 'DRAFT'
  return /^(?:AX|BL|BLK|BLACK|NONE)$/.test(letters) ? `${letters}_1` : letters
}

function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\s\u2028\u2029]+/gu, ' ')
    .trim()
}

function resolveText(text: string): string {
  return oneLine(text).replaceAll('|', '¦')
}

/** A line that begins with a number, an asterisk or a keyword would be read as an event or a comment. */
function noteText(note: string): string {
  const text = resolveText(note)
  const ambiguous = /^(?:[\d*>]|(?:TITLE|FCM|SPLIT|AUD|M2|GPI|EFFECTS|FINAL|REEL)\b)/i
  return ambiguous.test(text) ? `- ${text}` : text
}
