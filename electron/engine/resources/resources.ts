import type { CallOutput } from '../../../shared/contract/calls.ts'
import type { Playback } from '../../../shared/contract/drafts.ts'
import { HooklineError } from '../../../shared/contract/errors.ts'
import type { Measurement } from '../../../shared/contract/measurement.ts'
import type { Resource } from '../../../shared/contract/resources.ts'
import type { PlatformId, Score } from '../../../shared/contract/score.ts'
import type { Settings } from '../../../shared/contract/settings.ts'
import type { FfmpegPrograms } from '../../media/locate.ts'
import type { StoredFacts } from '../../processes/measure-draft.ts'
import type { WorkerPool } from '../../processes/worker-pool.ts'
import type { StoredDraft } from '../../store/drafts.ts'
import type { ScoreCallOptions } from '../scoring.ts'
import type { SharedJobs } from '../shared-jobs.ts'
import { createCacheFolder } from './cache-folder.ts'
import { createDraftDocuments } from './draft-documents.ts'
import { createDraftFacts } from './draft-facts.ts'
import { createDraftPictures } from './draft-pictures.ts'
import { createFrames } from './frames.ts'
import { createPlaying } from './playing.ts'
import { createPreviews } from './previews.ts'
import { createReports, type Reports } from './reports.ts'
import { createSources } from './sources.ts'

/** What files about a draft are made from. */
export interface ResourceParts {
  /** The library folder. */
  folder: string
  /** For what somebody waits to look at. */
  pool: WorkerPool
  sharedJobs: SharedJobs
  programs: () => Promise<FfmpegPrograms>
  /** @throws HooklineError `draft_unknown` */
  draft(id: string): StoredDraft
  measurement(id: string, options: ScoreCallOptions): Promise<Measurement>
  score(id: string, platform: PlatformId | undefined, options: ScoreCallOptions): Promise<Score>
  /** The facts of all detectors about a content, or null. */
  facts(sha256: string): StoredFacts | null
  settings(): Settings
  /** Where a track lies that has been measured, or null. */
  trackPath(sha256: string): Promise<string | null>
}

export interface Resources {
  /** @throws HooklineError */
  open(resource: Resource, options: ScoreCallOptions): Promise<OpenedResource>
  /** @throws HooklineError */
  playback(id: string, options: ScoreCallOptions): Promise<Playback>
  /** Reports on files by their path. */
  reports: Reports
}

export type OpenedResource = CallOutput<'openResource'>

/** Everything that belongs to a draft and is a file, or is made one when it is asked for. */
export function createResources(parts: ResourceParts): Resources {
  const cache = createCacheFolder(parts.folder, () => parts.settings().cacheLimitGb * 1e9)
  const sources = createSources(parts)
  const frames = createFrames({ ...parts, cache })
  const readFacts = createDraftFacts(parts)
  const reports = createReports({ ...parts, cache, frames })
  const pictures = createDraftPictures({ ...parts, cache, frames, sources, readFacts })
  const documents = createDraftDocuments({ ...parts, cache, sources, reports })
  const playing = createPlaying({ ...parts, cache, sources, readFacts })
  const previews = createPreviews({ ...parts, cache, sources, readFacts })

  return {
    async open(resource, options) {
      const { draftId } = resource
      switch (resource.kind) {
        case 'source':
          // Whoever can name a file can make a draft of it: only what was found to be a video is handed out.
          if (parts.draft(draftId).video === null) await parts.measurement(draftId, options)
          return { ...(await sources.whole(draftId)), downloadName: null }
        case 'proxy':
          return playing.proxy(draftId)
        case 'poster':
          refuseUnmeasured(parts.draft(draftId))
          return pictures.poster(draftId, options)
        case 'thumbnails':
          return pictures.thumbnails(draftId, options)
        case 'waveform':
          return pictures.waveform(draftId, options)
        case 'curves':
          return pictures.curves(draftId, options)
        case 'frame-times':
          return pictures.frameTimes(draftId, options)
        case 'frame':
          return pictures.frame(draftId, resource.frame, options)
        case 'cover':
          return pictures.cover(draftId, resource.frame, options)
        case 'cut':
          return previews.cut(draftId, resource.frame, resource.by, options)
        case 'track':
          return previews.track(resource.sha256, resource.startS, options)
        case 'measurement':
          return documents.measurement(draftId, options)
        case 'score':
          return documents.score(draftId, resource.platform, options)
        case 'table':
          return documents.table(draftId, resource.platform, options)
        case 'markers':
          return documents.markers(
            draftId,
            resource.format,
            resource.platform,
            { beats: resource.also === 'beats' },
            options,
          )
        case 'report':
          return documents.report(draftId, resource.format, resource.platform, options)
      }
    },
    playback: (id, options) => playing.playback(id, options),
    reports,
  }
}

/** A list asks for every poster at once: one that has to be waited for would hold up the rest. */
function refuseUnmeasured({ state }: StoredDraft): void {
  if (state !== 'waiting' && state !== 'measuring') return
  throw new HooklineError('not_allowed', 'The draft is measured first; then there is a poster.')
}
