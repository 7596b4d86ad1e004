import type { MarkerFormat } from '../../../shared/contract/markers.ts'
import { markersToEdl } from './edl.ts'
import { markersToFcpxml } from './fcpxml.ts'
import { markersToJson } from './json.ts'
import { markersToPremiereXml } from './premiere-xml.ts'
import { markersToResolveCsv } from './resolve-csv.ts'
import type { MarkerDocument } from './timeline.ts'

const writers: Readonly<Record<MarkerFormat, (document: MarkerDocument) => string>> = {
  edl: markersToEdl,
  fcpxml: markersToFcpxml,
  'premiere-xml': markersToPremiereXml,
  'resolve-csv': markersToResolveCsv,
  json: markersToJson,
}

/** The ending, without its dot, that editing programs look for. */
export const markerFileEndings: Readonly<Record<MarkerFormat, string>> = {
  edl: 'edl',
  fcpxml: 'fcpxml',
  'premiere-xml': 'xml',
  'resolve-csv': 'csv',
  json: 'json',
}

/** A whole marker file, to be written as UTF-8. */
export function writeMarkers(format: MarkerFormat, document: MarkerDocument): string {
  return writers[format](document)
}
