import { readFile } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import type { Measurement } from '../../../shared/contract/measurement.ts'
import type { ReportFormat } from '../../../shared/contract/resources.ts'
import type { DraftDetails, Score } from '../../../shared/contract/score.ts'
import { decodeFactsId, type DecodeFacts, type StoredFacts } from '../../processes/measure-draft.ts'
import type { WorkerPool } from '../../processes/worker-pool.ts'
import { makeReport } from './make-report.ts'
import type { MeasureOptions } from '../measuring.ts'
import type { CacheFolder } from './cache-folder.ts'
import type { Frames } from './frames.ts'
import type { OpenedResource } from './resources.ts'

export interface WantedReport {
  format: ReportFormat
  measurement: Measurement
  score: Score
  details: DraftDetails | null
  /** Gives the path of the file when it still is what was measured. @throws HooklineError */
  whole: () => Promise<string>
}

/** Reports as files. */
export interface Reports {
  /** @throws HooklineError `cancelled`, what reading frames throws */
  make(wanted: WantedReport, options: MeasureOptions): Promise<OpenedResource>
}

const mediaTypes: Readonly<Record<ReportFormat, string>> = {
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
}

export function createReports(parts: {
  cache: CacheFolder
  frames: Frames
  pool: WorkerPool
  facts: (sha256: string) => StoredFacts | null
}): Reports {
  const { cache, frames, pool } = parts
  return {
    async make({ format, measurement, score, details, whole }, { signal, onProgress }) {
      const { sha256 } = measurement.file
      const facts = parts.facts(sha256)
      if (!facts) throw new Error('the facts of a draft that has just been measured are gone')
      const decoded = facts[decodeFactsId] as DecodeFacts
      onProgress({ stage: 'rendering', fraction: 0, timeLeftS: null })
      const report = await makeReport({
        format,
        measurement,
        score,
        details,
        facts,
        frame: async (frame) => readFile(await frames.make(sha256, decoded, frame, 'still', whole, signal)),
        layOutPdf: (document) => pool.run('report-pdf', document, { signal }),
      })
      onProgress({ stage: 'rendering', fraction: 1, timeLeftS: 0 })
      const path = await cache.keepByContent(sha256, `report ${score.platform}`, format, report)
      const draftName = basename(score.file, extname(score.file))
      return {
        path,
        mediaType: mediaTypes[format],
        downloadName: `${draftName} report ${score.platform}.${format}`,
      }
    },
  }
}
