import type { FfmpegPrograms } from '../../media/locate.ts'
import { HooklineError } from '../../../shared/contract/errors.ts'
import { factSource } from '../../processes/measure-draft.ts'
import type { WorkerPool } from '../../processes/worker-pool.ts'
import { cutPreviewVersion, movedCut } from '../../media/cut-preview.ts'
import { trackExcerptVersion } from '../../media/track-excerpt.ts'
import { shots } from '../../vision/shots.ts'
import type { ScoreCallOptions } from '../scoring.ts'
import type { CacheFolder } from './cache-folder.ts'
import type { ReadDraftFacts } from './draft-facts.ts'
import type { OpenedResource } from './resources.ts'
import type { Sources } from './sources.ts'

/** What is rendered to be heard before anything is changed in the editing program. */
export interface Previews {
  /** @throws HooklineError `usage` for a frame at which there is no cut, or a move that reaches another one */
  cut(id: string, frame: number, by: number, options: ScoreCallOptions): Promise<OpenedResource>
  /** @throws HooklineError `file_missing` for a track that is not where it was measured */
  track(sha256: string, startS: number, options: ScoreCallOptions): Promise<OpenedResource>
}

export function createPreviews(parts: {
  cache: CacheFolder
  sources: Sources
  pool: WorkerPool
  programs: () => Promise<FfmpegPrograms>
  readFacts: ReadDraftFacts
  /** Where a track lies that has been measured, or null. */
  trackPath: (sha256: string) => Promise<string | null>
}): Previews {
  const { cache, sources, pool } = parts

  return {
    async cut(id, frame, by, options) {
      const { sha256, stored, decoded } = await parts.readFacts(id, options)
      const { clock, probe, frameTimesS } = decoded
      const cuts = factSource(stored)
        .get(shots)
        .transitions.map((transition) => transition.frame)
      const fileTimesS = frameTimesS.map((timeS) => timeS + clock.originS)
      const moved = cuts.includes(frame)
        ? movedCut(fileTimesS, clock.originS + clock.durationS, cuts, frame, by)
        : null
      if (!moved) {
        throw new HooklineError(
          'usage',
          `The cut at frame ${frame} can't be moved by ${by} frames: there is no such cut, or it would reach another one.`,
        )
      }
      const name = `cut-${frame}-${by}-${cutPreviewVersion}.mp4`
      const kept = await cache.find(sha256, name)
      const render = async (outPath: string): Promise<void> => {
        const first = fileTimesS.indexOf(moved.startS)
        const input = {
          ...{
            path: (await sources.whole(id)).path,
            probe,
            programs: await parts.programs(),
            moved,
            outPath,
          },
          fps: frameTimesS.length / clock.durationS,
          beforeS: first > 0 ? fileTimesS[first - 1]! : null,
        }
        await pool.run('cut-preview', input, { signal: options.signal })
      }
      const path = kept ?? (await cache.render(sha256, name, render))
      return { path, mediaType: 'video/mp4', downloadName: null }
    },
    async track(sha256, startS, options) {
      const name = `excerpt-${Math.round(startS * 1000)}-${trackExcerptVersion}.m4a`
      const kept = await cache.find(sha256, name)
      const path =
        kept ??
        (await cache.render(sha256, name, async (outPath) => {
          const from = await parts.trackPath(sha256)
          if (!from) {
            throw new HooklineError(
              'file_missing',
              'The track is not where it was any more.',
              'Rank the folder again.',
            )
          }
          const input = { path: from, programs: await parts.programs(), startS, outPath }
          await pool.run('track-excerpt', input, { signal: options.signal })
        }))
      return { path, mediaType: 'audio/mp4', downloadName: null }
    },
  }
}
