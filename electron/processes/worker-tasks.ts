import type { PredictedTable } from '../../shared/contract/models.ts'
import type { BrowserPlayback } from '../media/browser-playback.ts'
import type { CutPreviewRequest } from '../media/cut-preview.ts'
import type { ExactFrameRequest } from '../media/exact-frame.ts'
import type { FfmpegPaths } from '../media/locate.ts'
import type { DraftProbe } from '../media/probe.ts'
import type { ProxyRequest } from '../media/proxy.ts'
import type { TrackExcerptRequest } from '../media/track-excerpt.ts'
import type { ForecastJob } from '../prediction/forecast-table.ts'
import type { HeardSpeech } from '../sound/speech/speech-listener.ts'
import type { SpeechRequest } from './listen-to-speech.ts'
import type { PostForecastJob, PostForecasts } from '../prediction/forecasts/forecast-post.ts'
import type { ProbeOutcome } from './headers.ts'
import type { IdentifiedDraft } from './read-draft.ts'
import type { StoredFacts } from './measure-draft.ts'
import type { SealedFacts } from './sealed-facts.ts'
import type { TrackFitFacts, TrackFitInput } from './track-fit.ts'
import type { ReportDocument } from '../report/report-document.ts'

/** What a worker can be asked to do. */
export interface WorkerTasks {
  /** Says what a file is, by content, and measures it with the named detectors meanwhile. */
  read: {
    input: { path: string; programs: FfmpegPaths; detectors: string[] }
    output: MeasureOutput
    event: ReadingEvent
  }
  /** A quick look at a draft, for a first score. */
  glance: { input: { path: string; programs: FfmpegPaths }; output: StoredFacts; event: never }
  /** Measures a draft with the named detectors. */
  measure: { input: MeasureInput; output: MeasureOutput; event: TaskProgress }
  /** One frame as JPEG. */
  frame: { input: Omit<ExactFrameRequest, 'signal'>; output: Uint8Array; event: never }
  /** Whether a browser plays the file as it is. */
  playback: {
    input: { path: string; probe: DraftProbe; programs: FfmpegPaths }
    output: BrowserPlayback
    event: never
  }
  /** Renders a copy that a browser plays. */
  proxy: { input: Omit<ProxyRequest, 'signal' | 'onProgress'>; output: null; event: TaskProgress }
  /** Renders a cut moved by some frames. */
  'cut-preview': { input: Omit<CutPreviewRequest, 'signal'>; output: null; event: never }
  /** Renders half a minute of a track. */
  'track-excerpt': { input: Omit<TrackExcerptRequest, 'signal'>; output: null; event: never }
  /** Says what a file is, by content. */
  identify: { input: { path: string }; output: FileIdentity; event: never }
  /** Measures a music track; its sealed facts. */
  track: { input: { path: string; programs: FfmpegPaths }; output: Uint8Array; event: TaskProgress }
  /** Holds a music track against a draft's cuts and the sound of drafts. */
  'track-fit': { input: TrackFitInput; output: TrackFitFacts; event: never }
  /** Forecasts the rows of a table. */
  'forecast-table': { input: ForecastJob; output: PredictedTable; event: never }
  /** Writes down what is said in a draft. */
  speech: { input: SpeechRequest; output: HeardSpeech; event: TaskProgress }
  /** Asks the models in use about a draft. */
  'forecast-post': { input: PostForecastJob; output: PostForecasts; event: never }
  /** Lays a report out as PDF. */
  'report-pdf': { input: ReportDocument; output: Uint8Array; event: never }
}
export type WorkerTaskName = keyof WorkerTasks

export interface FileIdentity {
  sizeBytes: number
  /** Time of the last change in nanoseconds, as text: it does not fit a number. */
  modifiedNs: string
  inode: string
  sha256: string
}

export interface MeasureInput {
  path: string
  programs: FfmpegPaths
  /** Ids of the detectors whose facts are missing or outdated. */
  outdated: string[]
  /** Facts already known; derived detectors may build on them. */
  known: SealedFacts
  /** The file's headers where they have just been read. */
  headers: ProbeOutcome | null
}

export interface MeasureOutput {
  facts: SealedFacts
  decodeS: number
}

export type ReadingEvent =
  { type: 'identified'; draft: IdentifiedDraft } | ({ type: 'progress' } & TaskProgress)

/** How far a task is. */
export interface TaskProgress {
  /** Share done, 0 to 1. */
  fraction: number
}
