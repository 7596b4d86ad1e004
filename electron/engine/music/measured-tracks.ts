import type { FfmpegPrograms } from '../../media/locate.ts'
import { DamagedFacts, openFacts } from '../../processes/sealed-facts.ts'
import { trackFactsVersion, type TrackFacts } from '../../processes/track-facts.ts'
import type { WorkerPool } from '../../processes/worker-pool.ts'
import type { FileIdentity } from '../../processes/worker-tasks.ts'
import type { FileIdentityStore } from '../../store/file-identities.ts'
import type { FactsKey } from '../../store/measurements.ts'
import type { TrackStore } from '../../store/tracks.ts'
import { isSame, usableFile } from '../measuring.ts'
import type { SharedJobs } from '../shared-jobs.ts'

export interface MeasuredTrack {
  path: string
  sha256: string
  facts: TrackFacts
}

export interface MeasuredTracks {
  /**
   * The facts about a music track: from the library, or measured now and kept.
   *
   * @throws HooklineError why it can't be used, `cancelled`, `worker_crashed`
   */
  measure(
    path: string,
    options: { signal: AbortSignal; onProgress: (fraction: number) => void },
  ): Promise<MeasuredTrack>
  /** Where a track lies that has been measured; null where it is not there any more, or another file is. */
  pathOf(sha256: string): Promise<string | null>
}

export function createMeasuredTracks(parts: {
  pool: WorkerPool
  sharedJobs: SharedJobs
  files: FileIdentityStore
  tracks: TrackStore
  programs: () => Promise<FfmpegPrograms>
}): MeasuredTracks {
  const { pool, sharedJobs, files, tracks } = parts

  async function identified(path: string, signal: AbortSignal): Promise<FileIdentity> {
    const info = await usableFile(path)
    const known = files.get(path)
    if (known && isSame(known, info)) return known
    const identity = await pool.run('identify', { path }, { signal })
    files.set(path, identity)
    return identity
  }

  function load(key: FactsKey): TrackFacts | null {
    const sealed = tracks.load(key, trackFactsVersion)
    if (!sealed) return null
    try {
      return openFacts({ track: sealed }).track as TrackFacts
    } catch (thrown) {
      if (!(thrown instanceof DamagedFacts)) throw thrown
      console.error(thrown)
      tracks.forget(key) // it is measured again
      return null
    }
  }

  return {
    async pathOf(sha256) {
      if (!tracks.has(sha256)) return null
      for (const path of files.pathsOf(sha256)) {
        const info = await usableFile(path).catch(() => null) // moved or deleted: another copy may be there
        const known = files.get(path)
        if (info && known && isSame(known, info)) return path
      }
      return null
    },
    async measure(path, { signal, onProgress }) {
      const { sha256 } = await identified(path, signal)
      const programs = await parts.programs()
      const key = { sha256, ffmpegVersion: programs.version }
      for (;;) {
        const facts = load(key)
        if (facts) return { path, sha256, facts }
        await sharedJobs.run(
          { kind: 'track', subject: `${sha256} ${programs.version}`, path, stage: 'measuring' },
          { signal, onProgress: ({ fraction }) => onProgress(fraction) },
          () => tracks.load(key, trackFactsVersion) !== null,
          async (note) => {
            const sealed = await pool.run(
              'track',
              { path, programs },
              {
                signal,
                onCrash: () => note.crash(),
                onEvent: ({ fraction }) => note.progress(fraction),
              },
            )
            tracks.save(key, trackFactsVersion, sealed)
          },
        )
      }
    },
  }
}
