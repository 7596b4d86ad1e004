import { resolveColours } from './colours.ts'
import { framesPerSecond, frameToTimecode } from './timecode.ts'
import {
  markerTimeline,
  timelineTimecode,
  type FramedMarker,
  type MarkerDocument,
  type MarkerTimeline,
} from './timeline.ts'

/** The columns of the list that DaVinci Resolve writes with Edit Index > Export Edit Index, in its order. */
export const editIndexColumns = [
  '#',
  'Reel',
  'Match',
  'V',
  'C',
  'Dur',
  'Source In',
  'Source Out',
  'Record Duration',
  'Record In',
  'Record Out',
  'Name',
  'Comments',
  'Source Start',
  'Source End',
  'Source Duration',
  'Codec',
  'Source FPS',
  'Resolution',
  'Color',
  'Notes',
  'EDL Clip Name',
  'Marker Keywords',
] as const

/**
 * The markers as the rows that DaVinci Resolve's exported edit index has for timeline markers: timeline times, Resolve's
 * colour names, the note under Notes. The marker's kind stands under Marker Keywords, and what the editor should know about
 * the frame rate under Comments.
 *
 * Resolve exports this list but has no command that imports it: it is for spreadsheets and for the scripts that read
 * Record In, Color, Name and Notes and call `Timeline.AddMarker`. To bring markers into Resolve by hand take the EDL. Fields
 * are quoted as in RFC 4180, lines end in a line feed as in Resolve's own, a marker a row.
 */
export function markersToResolveCsv(document: MarkerDocument): string {
  const timeline = markerTimeline(document)
  const rows = timeline.markers.map((marker, index) => row(index + 1, marker, document, timeline))
  return [editIndexColumns.map(quoted).join(','), ...rows].join('\n') + '\n'
}

function row(
  number: number,
  marker: FramedMarker,
  document: MarkerDocument,
  timeline: MarkerTimeline,
): string {
  const start = timelineTimecode(marker.startFrame, timeline)
  const end = timelineTimecode(marker.endFrame, timeline)
  const cells: Partial<Record<(typeof editIndexColumns)[number], string>> = {
    '#': String(number),
    C: 'C',
    'Source In': start,
    'Source Out': end,
    'Record Duration': frameToTimecode(
      marker.endFrame - marker.startFrame,
      timeline.rate,
      timeline.dropFrame,
    ),
    'Record In': start,
    'Record Out': end,
    Name: marker.name,
    Comments: timeline.notes.join(' '),
    'Source FPS': framesPerSecond(timeline.rate).toFixed(3),
    Resolution: `${document.video.displayWidth}x${document.video.displayHeight}`,
    Color: resolveColours[marker.colour],
    Notes: marker.note,
    'EDL Clip Name': document.fileName,
    'Marker Keywords': marker.kind,
  }
  return editIndexColumns.map((column) => quoted(cells[column] ?? '')).join(',')
}

function quoted(text: string): string {
  return `"${text.toWellFormed().replaceAll('"', '""')}"`
}
