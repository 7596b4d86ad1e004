import { errorToData, HooklineError, type ErrorData } from '../../shared/contract/errors.ts'
import { readingError } from '../media/file-error.ts'
import type { FfmpegPaths } from '../media/locate.ts'
import { probeDraft, type DraftProbe } from '../media/probe.ts'
import { identifyFile } from './identify-file.ts'
import type { FileIdentity } from './worker-tasks.ts'

/** What reading a draft's headers gave, kept for the measuring that follows: a file is not asked twice why it can't be read. */
export type ProbeOutcome = { probe: DraftProbe } | { failure: ErrorData }

/**
 * Reads a file from end to end to know it by its content, and its headers beside that.
 *
 * @throws HooklineError what `identifyFile` throws; what is wrong with the headers is in the result
 */
export async function identifyDraft(
  { path, programs }: { path: string; programs: FfmpegPaths },
  signal: AbortSignal,
): Promise<{ identity: FileIdentity; headers: ProbeOutcome }> {
  const unreadable = new AbortController()
  const headers: Promise<ProbeOutcome> = probeDraft(
    path,
    programs,
    AbortSignal.any([signal, unreadable.signal]),
  ).then(
    (probe) => ({ probe }),
    (thrown: unknown) => ({ failure: errorToData(readingError(thrown, path)) }),
  )
  try {
    const identity = await identifyFile(path, signal)
    return { identity, headers: await headers }
  } catch (thrown) {
    unreadable.abort()
    await headers
    throw thrown
  }
}

/**
 * The headers from an outcome, or read now where there is none.
 *
 * @throws HooklineError what `probeDraft` throws, now or then
 */
export function headersOf(
  outcome: ProbeOutcome | null,
  path: string,
  programs: FfmpegPaths,
  signal: AbortSignal,
): Promise<DraftProbe> {
  if (!outcome) return probeDraft(path, programs, signal)
  if ('failure' in outcome) throw HooklineError.fromData(outcome.failure)
  return Promise.resolve(outcome.probe)
}
