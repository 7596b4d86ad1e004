import { readdir, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { CallOutput } from '../../shared/contract/calls.ts'
import { HooklineError } from '../../shared/contract/errors.ts'
import { cacheFolderName } from '../../shared/library-layout.ts'
import type { FfmpegPrograms } from '../media/locate.ts'
import type { DraftStore } from '../store/drafts.ts'

declare const __HOOKLINE_VERSION__: string

/** Where the data lies, how much it is, and what works on it. */
export async function libraryInfo(
  folder: string,
  drafts: DraftStore,
  programs: () => Promise<FfmpegPrograms>,
): Promise<CallOutput<'libraryInfo'>> {
  const [sizeBytes, cacheBytes, { bavail, bsize }, ffmpeg] = await Promise.all([
    sizeOf(folder),
    sizeOf(join(folder, cacheFolderName)),
    statfs(folder),
    programs().then(
      ({ ffmpegPath, version }) => ({ path: ffmpegPath, version }),
      (thrown: unknown) => {
        if (thrown instanceof HooklineError && thrown.code === 'ffmpeg_missing') return null
        throw thrown
      },
    ),
  ])
  return {
    version: __HOOKLINE_VERSION__,
    folder,
    sizeBytes,
    cacheBytes,
    freeBytes: bavail * bsize,
    drafts: drafts.count(),
    ffmpeg,
  }
}

/** Bytes of all files below a folder; what goes away meanwhile counts nothing. */
async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(nothingThere)
  const sizes = await Promise.all(
    (entries ?? []).map(async (entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return sizeOf(path)
      return entry.isFile() ? ((await stat(path).catch(nothingThere))?.size ?? 0) : 0
    }),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

function nothingThere(thrown: unknown): null {
  if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return null
  throw thrown
}
