import type { Measurement } from '../../../shared/contract/measurement.ts'
import type { ReportFormat } from '../../../shared/contract/resources.ts'
import type { DraftDetails, Score } from '../../../shared/contract/score.ts'
import {
  decodeFactsId,
  factSource,
  type DecodeFacts,
  type StoredFacts,
} from '../../processes/measure-draft.ts'
import { thumbnails } from '../../vision/thumbnails.ts'
import { posterOf } from './poster.ts'
import { reportDocument, type ReportDocument } from '../../report/report-document.ts'
import { reportHtml } from '../../report/report-html.ts'
import { frameAt, pictureAt, reportPictures } from '../../report/report-pictures.ts'

export interface ReportRequest {
  format: ReportFormat
  measurement: Measurement
  score: Score
  details: DraftDetails | null
  facts: StoredFacts
  /** An exact frame as JPEG. @throws HooklineError when the file is not there any more, or the frame can't be decoded */
  frame: (index: number) => Promise<Uint8Array>
  /** Lays the report out as PDF, which takes up to a second of a processor. */
  layOutPdf: (report: ReportDocument) => Promise<Uint8Array>
}

/** Writes the report on a draft; its pictures are read from the file, as far as it is there. */
export async function makeReport(request: ReportRequest): Promise<Uint8Array | string> {
  const { format, measurement, score, details, facts, frame } = request
  const { frameTimesS } = facts[decodeFactsId] as DecodeFacts
  const source = { frameTimesS, thumbnails: factSource(facts).get(thumbnails), frame }
  const poster = posterOf(factSource(facts))
  const report = reportDocument({
    measurement,
    score,
    details,
    poster: poster && ((await pictureAt(frameAt(poster.timeS, frameTimesS), source))?.jpeg ?? null),
    pictures: await reportPictures(score, source),
    madeOn: new Date(),
  })
  return format === 'html' ? reportHtml(report) : request.layOutPdf(report)
}
