import { HooklineError } from '../../../shared/contract/errors.ts'
import type { FfmpegPrograms } from '../../media/locate.ts'
import { stillShortSidePx } from '../../media/streams.ts'
import type { DecodeFacts } from '../../processes/measure-draft.ts'
import type { WorkerPool } from '../../processes/worker-pool.ts'
import type { CacheFolder } from './cache-folder.ts'

/** `still` is looked at beside others, `cover` is kept and published. */
export type FrameSize = 'still' | 'cover'
/** 1080 px is what the platforms show a cover at. */
const shortSidesPx: Readonly<Record<FrameSize, number>> = { still: stillShortSidePx, cover: 1080 }

/** Exact frames of contents, kept by number. */
export interface Frames {
  /** The path of a frame that is kept in a size. */
  find(sha256: string, frame: number, size: FrameSize): Promise<string | null>
  /**
   * The path of a frame; it is read from the file when it is not kept.
   *
   * @param whole gives the path of the file when it still is what was measured
   * @throws HooklineError `usage` for a frame that there is not, what `whole` throws, why it can't be decoded
   */
  make(
    sha256: string,
    decoded: DecodeFacts,
    frame: number,
    size: FrameSize,
    whole: () => Promise<string>,
    signal: AbortSignal,
  ): Promise<string>
}

/** Raise it whenever a frame of the same file could look different. */
const frameVersion = 1

export function createFrames(parts: {
  cache: CacheFolder
  pool: WorkerPool
  programs: () => Promise<FfmpegPrograms>
}): Frames {
  const { cache, pool, programs } = parts
  const nameOf = (frame: number, size: FrameSize): string =>
    `${size === 'still' ? 'frame' : size}-${frame}-${frameVersion}.jpg`
  const find = (sha256: string, frame: number, size: FrameSize): Promise<string | null> =>
    cache.find(sha256, nameOf(frame, size))
  return {
    find,
    async make(sha256, { probe, clock, frameTimesS }, frame, size, whole, signal) {
      const kept = await find(sha256, frame, size)
      if (kept) return kept
      const timeS = frameTimesS[frame]
      if (timeS === undefined) {
        throw new HooklineError(
          'usage',
          `The draft has ${frameTimesS.length} frames; there is no frame ${frame}.`,
        )
      }
      const jpeg = await pool.run(
        'frame',
        {
          path: await whole(),
          probe,
          programs: await programs(),
          fileTimeS: clock.originS + timeS,
          shortSidePx: shortSidesPx[size],
          beforeS: frame === 0 ? null : clock.originS + frameTimesS[frame - 1]!,
        },
        { signal },
      )
      return cache.keep(sha256, nameOf(frame, size), jpeg)
    },
  }
}
