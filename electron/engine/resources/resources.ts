import { extname } from 'node:path'
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

/** What files about a draft are made from. */
export interface ResourceParts {
  /** The library folder. */
  folder: string
  pool: WorkerPool
  programs(): Promise<FfmpegPrograms>
  /** @throws HooklineError `draft_unknown` */
  draft(id: string): StoredDraft
  measurement(id: string, options: ScoreCallOptions): Promise<Measurement>
  score(id: string, platform: PlatformId | undefined, options: ScoreCallOptions): Promise<Score>
  /** The facts of all detectors about a content, or null. */
  facts(sha256: string): StoredFacts | null
  settings(): Settings
}

export interface Resources {
  /** @throws HooklineError */
  open(resource: Resource, options: ScoreCallOptions): Promise<CallOutput<'openResource'>>
  /** @throws HooklineError */
  playback(id: string, options: ScoreCallOptions): Promise<Playback>
}

export function createResources(parts: ResourceParts): Resources {
  return {
    open({ draftId, kind }) {
      if (kind !== 'source') throw new HooklineError('usage', `The resource ${kind} is not made yet.`)
      const { path } = parts.draft(draftId)
      return Promise.resolve({ path, mediaType: mediaTypeOf(path), downloadName: null })
    },
    async playback(id, options) {
      const { video } = await parts.measurement(id, options)
      return { source: 'source', reason: null, frames: video.frames, firstFrameOffsetS: 0 }
    },
  }
}

function mediaTypeOf(path: string): string {
  const types: Record<string, string> = {
    '.mp4': 'video/mp4',
    '.m4v': 'video/mp4',
    '.mov': 'video/quicktime',
    '.webm': 'video/webm',
    '.mkv': 'video/x-matroska',
    '.avi': 'video/x-msvideo',
  }
  return types[extname(path).toLowerCase()] ?? 'application/octet-stream'
}
