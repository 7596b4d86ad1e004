import { join } from 'node:path'
import { calls, type CallInput, type CallName, type CallOutput } from '../../shared/contract/calls.ts'
import { HooklineError } from '../../shared/contract/errors.ts'
import { createWorkerPool } from '../processes/worker-pool.ts'
import type { Launcher } from '../processes/launcher.ts'
import { fileIdentityStore } from '../store/file-identities.ts'
import { intentionalCheckStore } from '../store/intentional-checks.ts'
import { jobStore, leaseMs } from '../store/jobs.ts'
import { openLibrary, storeError } from '../store/library.ts'
import { measurementStore } from '../store/measurements.ts'
import { examine } from './doctor.ts'
import { exportMarkers } from './export-markers.ts'
import { changeIntentional } from './intentional.ts'
import { ownerName } from './job-owner.ts'
import { createMeasuring } from './measuring.ts'
import { createScoring, type ScoreCallOptions } from './scoring.ts'

export interface Engine {
  /** What opening the library had to tell. */
  notices: readonly string[]
  /**
   * Answers one call of the contract; input and output are parsed on the way.
   *
   * @throws HooklineError
   */
  answer(name: string, input: unknown, options: ScoreCallOptions): Promise<unknown>
  close(): Promise<void>
}

type Answers = {
  [Name in CallName]: (input: CallInput<Name>, options: ScoreCallOptions) => Promise<CallOutput<Name>>
}

const keepJobsDays = 90

/** The use cases behind the contract, over one library folder and a pool of workers. */
export function createEngine(folder: string, launcher: Launcher): Engine {
  const library = openLibrary(folder)
  const jobs = jobStore(library)
  const pool = createWorkerPool(launcher)
  const owner = ownerName()
  const closing = new AbortController()
  const measuring = createMeasuring({
    pool,
    jobs,
    owner,
    closing: closing.signal,
    files: fileIdentityStore(library),
    measurements: measurementStore(library),
    ffmpegCacheFile: join(folder, 'ffmpeg-version.json'),
  })
  const intentional = intentionalCheckStore(library)
  const scoring = createScoring(measuring, intentional)
  const heartbeat = setInterval(() => jobs.renew(owner), leaseMs / 4)
  jobs.prune(new Date(Date.now() - keepJobsDays * 86_400_000))

  const answers: Answers = {
    measure: ({ path }, options) => measuring.measure(path, options),
    score: (input, options) => scoring.score(input, options),
    compare: (input, options) => scoring.compare(input, options),
    markers: (input, options) => exportMarkers(input, measuring, scoring, options),
    intentional: (input) => Promise.resolve(changeIntentional(input, intentional)),
    doctor: () => examine(library, jobs),
  }

  return {
    notices: library.notices,
    async answer(name, input, options) {
      if (!(name in calls)) throw new HooklineError('usage', `There is no call ${name}.`)
      const call = calls[name as CallName]
      const parsed = call.input.safeParse(input)
      if (!parsed.success)
        throw new HooklineError('usage', `The call ${name} has wrong input: ${parsed.error.message}`)
      try {
        return call.output.parse(await answers[name as CallName](parsed.data as never, options))
      } catch (thrown) {
        throw storeError(thrown, folder)
      }
    },
    async close() {
      clearInterval(heartbeat)
      closing.abort()
      await pool.close()
      library.close()
    },
  }
}
