import { errorToData, HooklineError, type ErrorData } from '../../shared/contract/errors.ts'
import { readingError } from '../media/file-error.ts'
import type { FfmpegPaths } from '../media/locate.ts'
import { probeDraft, type DraftProbe } from '../media/probe.ts'

/** What reading a draft's headers gave, kept for the measuring that follows: a file is not asked twice why it can't be read. */
export type ProbeOutcome = { probe: DraftProbe } | { failure: ErrorData }

/** Reads the headers of a draft; what is wrong with them is in the result. */
export function readHeaders(path: string, programs: FfmpegPaths, signal: AbortSignal): Promise<ProbeOutcome> {
  return probeDraft(path, programs, signal).then(
    (probe) => ({ probe }),
    (thrown: unknown) => ({ failure: errorToData(readingError(thrown, path)) }),
  )
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
