import type { FfmpegPaths } from '../media/locate.ts'
import { readHeaders, type ProbeOutcome } from './headers.ts'
import { identifyFile } from './identify-file.ts'
import { measureDraft, type StoredFacts } from './measure-draft.ts'
import type { FileIdentity, TaskProgress } from './worker-tasks.ts'

/** What a file is by its content, and what its headers say. */
export interface IdentifiedDraft {
  identity: FileIdentity
  headers: ProbeOutcome
}

/**
 * Reads a file from end to end to know it by its content, and measures it meanwhile: who finds the content known, once
 * `onIdentified` has told it, aborts.
 *
 * @param input `detectors`: ids of those to measure with
 * @throws HooklineError what `identifyFile` throws; after `onIdentified` what `measureDraft` throws
 */
export async function readDraft(
  { path, programs, detectors }: { path: string; programs: FfmpegPaths; detectors: readonly string[] },
  {
    signal,
    onIdentified,
    onProgress,
  }: {
    signal: AbortSignal
    onIdentified: (draft: IdentifiedDraft) => void
    onProgress: (progress: TaskProgress) => void
  },
): Promise<{ facts: StoredFacts; decodeS: number }> {
  const unreadable = new AbortController()
  const within = AbortSignal.any([signal, unreadable.signal])
  const headers = readHeaders(path, programs, within)
  const measuring = headers.then((outcome) =>
    measureDraft(
      { path, programs, outdated: detectors, known: {}, headers: outcome },
      { signal: within, onProgress },
    ),
  )
  // What became of it is told after what the file is.
  const settled = measuring.then(
    () => undefined,
    () => undefined,
  )
  try {
    const identity = await identifyFile(path, signal)
    onIdentified({ identity, headers: await headers })
  } catch (thrown) {
    unreadable.abort()
    await settled
    throw thrown
  }
  return measuring
}
