import { basename } from 'node:path'
import type { CallInput, CallOutput } from '../../shared/contract/calls.ts'
import type { MarkerFormat } from '../../shared/contract/markers.ts'
import type { Measurement } from '../../shared/contract/measurement.ts'
import type { Score } from '../../shared/contract/score.ts'
import { markersOf, type MarkerOptions } from './markers/markers-of.ts'
import { writeMarkers } from './markers/write.ts'
import type { MeasureOptions, Measuring } from './measuring.ts'
import type { Scoring } from './scoring.ts'

/** The transitions and the evidence of a file as a marker file for an editing program. */
export async function exportMarkers(
  { path, format, platform, beats }: CallInput<'markers'>,
  measuring: Measuring,
  scoring: Scoring,
  options: MeasureOptions,
): Promise<CallOutput<'markers'>> {
  const measurement = await measuring.measure(path, options)
  const score = await scoring.score({ path, platform, details: null }, options)
  return { text: markersText(format, measurement, score, { beats }) }
}

/** A whole marker file. */
export function markersText(
  format: MarkerFormat,
  measurement: Measurement,
  score: Score,
  options: MarkerOptions,
): string {
  const { file, video, audio } = measurement
  return writeMarkers(format, {
    fileName: basename(file.path),
    path: file.path,
    video,
    audio,
    startTimecode: video.startTimecode,
    markers: markersOf(measurement, score, options),
  })
}
