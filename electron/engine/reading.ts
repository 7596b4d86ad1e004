import type { FfmpegPaths } from '../media/locate.ts'
import type { IdentifiedDraft } from '../processes/read-draft.ts'
import type { WorkerPool } from '../processes/worker-pool.ts'
import type { MeasureOutput } from '../processes/worker-tasks.ts'

/** A draft being read by a worker: measured while its content is still being found out, for most are new. */
export interface Reading {
  /** @throws HooklineError why the file can't be read */
  readonly identified: Promise<IdentifiedDraft>
  readonly isStopped: boolean
  /**
   * The facts of all detectors asked for.
   *
   * @throws HooklineError why the file can't be measured
   */
  measured(note: ReadingNote): Promise<MeasureOutput>
  /** The facts are known, or another finds them. */
  stop(): void
}

export interface ReadingNote {
  progress: (fraction: number) => void
  crash: () => void
}

export function startReading(
  pool: WorkerPool,
  path: string,
  programs: FfmpegPaths,
  detectors: string[],
  signal: AbortSignal,
): Reading {
  const stopping = new AbortController()
  const identified = Promise.withResolvers<IdentifiedDraft>()
  let crashes = 0
  let note: ReadingNote | null = null
  const outcome = pool.run(
    'read',
    { path, programs, detectors },
    {
      signal: AbortSignal.any([signal, stopping.signal]),
      onCrash() {
        crashes++
        note?.crash()
      },
      onEvent(event) {
        if (event.type === 'identified') identified.resolve(event.draft)
        else note?.progress(event.fraction)
      },
    },
  )
  // Also when nobody asks for the facts any more.
  outcome.catch((reason: unknown) => identified.reject(reason))
  return {
    identified: identified.promise,
    get isStopped() {
      return stopping.signal.aborted
    },
    measured(to) {
      note = to
      for (let i = 0; i < crashes; i++) to.crash()
      return outcome
    },
    stop: () => stopping.abort(),
  }
}
