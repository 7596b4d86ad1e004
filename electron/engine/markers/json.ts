import { markerFileSchema, type MarkerFile } from '../../../shared/contract/markers.ts'
import { markerTimeline, timelineTimecode, type MarkerDocument } from './timeline.ts'

/** The markers as one JSON document, `markerFileSchema` of the contract, for programs. */
export function markersToJson(document: MarkerDocument): string {
  return JSON.stringify(markerFileSchema.parse(markerFile(document)), null, 2) + '\n'
}

function markerFile(document: MarkerDocument): MarkerFile {
  const timeline = markerTimeline(document)
  const { rate } = timeline
  return {
    schemaVersion: 1,
    file: { name: document.fileName, path: document.path },
    video: document.video,
    timebase: {
      framesPerSecond: `${rate.numerator}/${rate.denominator}`,
      dropFrame: timeline.dropFrame,
      frames: timeline.frames,
      startTimecode: timelineTimecode(0, timeline),
      notes: timeline.notes,
    },
    markers: timeline.markers.map((marker) => ({
      ...marker,
      timecode: timelineTimecode(marker.startFrame, timeline),
    })),
  }
}
