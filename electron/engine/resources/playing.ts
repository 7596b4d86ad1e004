import { readFile } from 'node:fs/promises'
import PQueue from 'p-queue'
import type { Playback } from '../../../shared/contract/drafts.ts'
import { HooklineError } from '../../../shared/contract/errors.ts'
import type { BrowserPlayback } from '../../media/browser-playback.ts'
import type { FfmpegPrograms } from '../../media/locate.ts'
import { proxyVersion } from '../../media/proxy.ts'
import type { DecodeFacts } from '../../processes/measure-draft.ts'
import type { WorkerPool } from '../../processes/worker-pool.ts'
import type { StoredDraft } from '../../store/drafts.ts'
import type { ScoreCallOptions } from '../scoring.ts'
import type { SharedJobs } from '../shared-jobs.ts'
import type { CacheFolder } from './cache-folder.ts'
import type { ReadDraftFacts } from './draft-facts.ts'
import type { OpenedResource } from './resources.ts'
import type { Sources } from './sources.ts'

/** How drafts are played: as they are, or by a small copy that is made when it is needed first. */
export interface Playing {
  /** @throws HooklineError why it can't be played, `cancelled` */
  playback(id: string, options: ScoreCallOptions): Promise<Playback>
  /** @throws HooklineError `draft_unknown`, `file_missing` when it was not made, or not kept */
  proxy(id: string): Promise<OpenedResource>
}

interface PlayingParts {
  cache: CacheFolder
  sources: Sources
  pool: WorkerPool
  sharedJobs: SharedJobs
  programs(): Promise<FfmpegPrograms>
  draft(id: string): StoredDraft
  readFacts: ReadDraftFacts
}

const proxyName = `proxy-${proxyVersion}.mp4`
/** Raise the number whenever the decision could be another one. */
const decisionName = 'playback-1.json'

export function createPlaying(parts: PlayingParts): Playing {
  const { cache, sources, pool, sharedJobs } = parts
  // One at a time: two would each take twice as long, and frames want the other worker.
  const rendering = new PQueue({ concurrency: 1 })

  async function playback(id: string, options: ScoreCallOptions): Promise<Playback> {
    const { sha256, decoded } = await parts.readFacts(id, options)
    const frames = decoded.frameTimesS.length
    const { reason, firstFrameOffsetS } = await decide(id, sha256, decoded, options)
    if (reason === null) {
      await sources.whole(id)
      return { source: 'source', reason, frames, firstFrameOffsetS }
    }
    await ensureProxy(id, sha256, decoded, options)
    return { source: 'proxy', reason, frames, firstFrameOffsetS: 0 }
  }

  async function decide(
    id: string,
    sha256: string,
    { probe, warnings }: DecodeFacts,
    { signal }: ScoreCallOptions,
  ): Promise<BrowserPlayback> {
    if (warnings.some(({ code }) => code.startsWith('damaged_') || code === 'ends_early')) {
      return {
        reason: 'It is damaged in places, where players stop, so a small copy is shown.',
        firstFrameOffsetS: 0,
      }
    }
    const known = await cache.find(sha256, decisionName)
    if (known) return JSON.parse(await readFile(known, 'utf8')) as BrowserPlayback
    const { path } = await sources.whole(id)
    const programs = await parts.programs()
    const decision = await pool.run('playback', { path, probe, programs }, { signal })
    await cache.keep(sha256, decisionName, JSON.stringify(decision))
    return decision
  }

  async function ensureProxy(
    id: string,
    sha256: string,
    { probe, clock }: DecodeFacts,
    options: ScoreCallOptions,
  ): Promise<void> {
    if (await cache.find(sha256, proxyName)) return
    const { path } = await sources.whole(id)
    const programs = await parts.programs()
    const wanted = { kind: 'proxy', subject: `${sha256} ${proxyName}`, path, stage: 'rendering' as const }
    const isMade = async (): Promise<boolean> => (await cache.find(sha256, proxyName)) !== null
    await sharedJobs.run(wanted, options, isMade, async (note) => {
      // Another engine may have made it since it was looked for.
      if (await isMade()) return
      const render = async (outPath: string): Promise<void> => {
        await pool.run(
          'proxy',
          { path, probe, programs, ...clock, outPath },
          {
            signal: options.signal,
            onCrash: () => note.crash(),
            onEvent: ({ fraction }) => note.progress(fraction),
          },
        )
        await sources.whole(id) // a file that changed under the reader is not what was measured
      }
      await rendering
        .add(() => cache.render(sha256, proxyName, render), { signal: options.signal })
        .catch((thrown: unknown) => {
          // One that waits for its turn is given up at once.
          throw options.signal.aborted ? new HooklineError('cancelled', 'Cancelled.') : thrown
        })
    })
  }

  return {
    playback,
    async proxy(id) {
      const { sha256 } = parts.draft(id)
      const path = sha256 === null ? null : await cache.find(sha256, proxyName)
      if (!path) {
        throw new HooklineError(
          'file_missing',
          'The small copy for playing is not there.',
          'Open the draft again: it is made anew.',
        )
      }
      return { path, mediaType: 'video/mp4', downloadName: null }
    },
  }
}
