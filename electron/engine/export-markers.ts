import { basename } from 'node:path'
import type { CallInput, CallOutput } from '../../shared/contract/calls.ts'
import { markersOf } from './markers/markers-of.ts'
import { writeMarkers } from './markers/write.ts'
import type { MeasureOptions, Measuring } from './measuring.ts'
import type { Scoring } from './scoring.ts'

/** The transitions and the evidence of a draft as a marker file for an editing program. */
export async function exportMarkers(
  { path, format, platform }: CallInput<'markers'>,
  measuring: Measuring,
  scoring: Scoring,
  options: MeasureOptions,
): Promise<CallOutput<'markers'>> {
  const measurement = await measuring.measure(path, options)
  const score = await scoring.score({ path, platform, details: null }, options)
  const { video, audio } = measurement
  const text = writeMarkers(format, {
    fileName: basename(path),
    path,
    video,
    audio,
    startTimecode: video.startTimecode,
    markers: markersOf(measurement, score),
  })
  return { text }
}
