import { basename, extname } from 'node:path'
import type { MarkerFormat } from '../../../shared/contract/markers.ts'
import type { Measurement } from '../../../shared/contract/measurement.ts'
import type { ReportFormat } from '../../../shared/contract/resources.ts'
import type { PlatformId, Score } from '../../../shared/contract/score.ts'
import { markersText } from '../export-markers.ts'
import type { MarkerOptions } from '../markers/markers-of.ts'
import { markerFileEndings } from '../markers/write.ts'
import type { StoredDraft } from '../../store/drafts.ts'
import type { ScoreCallOptions } from '../scoring.ts'
import type { CacheFolder } from './cache-folder.ts'
import type { OpenedResource } from './resources.ts'
import type { Reports } from './reports.ts'
import { scoreTable } from './score-table.ts'
import type { Sources } from './sources.ts'

/** What is said of a draft, as files to download. Drafts in the queue are waited for. */
export interface DraftDocuments {
  measurement(id: string, options: ScoreCallOptions): Promise<OpenedResource>
  score(id: string, platform: PlatformId | undefined, options: ScoreCallOptions): Promise<OpenedResource>
  table(id: string, platform: PlatformId | undefined, options: ScoreCallOptions): Promise<OpenedResource>
  markers(
    id: string,
    format: MarkerFormat,
    platform: PlatformId | undefined,
    chosen: MarkerOptions,
    options: ScoreCallOptions,
  ): Promise<OpenedResource>
  report(
    id: string,
    format: ReportFormat,
    platform: PlatformId | undefined,
    options: ScoreCallOptions,
  ): Promise<OpenedResource>
}

interface DocumentParts {
  cache: CacheFolder
  sources: Sources
  reports: Reports
  draft: (id: string) => StoredDraft
  measurement: (id: string, options: ScoreCallOptions) => Promise<Measurement>
  score: (id: string, platform: PlatformId | undefined, options: ScoreCallOptions) => Promise<Score>
}

export function createDraftDocuments(parts: DocumentParts): DraftDocuments {
  const { cache, measurement, score } = parts

  /** Scores change with settings, details and marks, so a document is named by what is in it. */
  async function document(
    { path: draftPath, sha256 }: Measurement['file'],
    stem: string,
    ending: string,
    mediaType: string,
    text: string,
  ): Promise<OpenedResource> {
    const path = await cache.keepByContent(sha256, stem, ending, text)
    const draftName = basename(draftPath, extname(draftPath))
    return { path, mediaType, downloadName: `${draftName} ${stem}.${ending}` }
  }

  return {
    async measurement(id, options) {
      const measured = await measurement(id, options)
      // How long it took says nothing of the draft, and would make each copy another file.
      const lasting = { ...measured, timing: { totalS: 0, decodeS: 0 } }
      return document(measured.file, 'measurement', 'json', json, JSON.stringify(lasting))
    },
    async score(id, platform, options) {
      const scored = await score(id, platform, options)
      const { file } = await measurement(id, options)
      return document(file, `score ${scored.platform}`, 'json', json, JSON.stringify(scored))
    },
    async table(id, platform, options) {
      const scored = await score(id, platform, options)
      const { file } = await measurement(id, options)
      return document(file, `checks ${scored.platform}`, 'csv', 'text/csv; charset=utf-8', scoreTable(scored))
    },
    async markers(id, format, platform, chosen, options) {
      const scored = await score(id, platform, options)
      const measured = await measurement(id, options)
      return document(
        measured.file,
        chosen.beats ? 'markers with beats' : 'markers',
        markerFileEndings[format],
        markerMediaTypes[format],
        markersText(format, measured, scored, chosen),
      )
    },
    async report(id, format, platform, options) {
      const scored = await score(id, platform, options)
      const measured = await measurement(id, options)
      const { details, sidecar } = parts.draft(id)
      return parts.reports.make(
        {
          format,
          measurement: measured,
          score: scored,
          details: details ?? sidecar,
          whole: async () => (await parts.sources.whole(id)).path,
        },
        options,
      )
    },
  }
}

const json = 'application/json'
const markerMediaTypes: Readonly<Record<MarkerFormat, string>> = {
  edl: 'text/plain; charset=utf-8',
  fcpxml: 'application/xml',
  'premiere-xml': 'application/xml',
  'resolve-csv': 'text/csv; charset=utf-8',
  json,
}
