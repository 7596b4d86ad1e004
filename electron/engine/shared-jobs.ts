import { setTimeout as delay } from 'node:timers/promises'
import { errorToData, HooklineError } from '../../shared/contract/errors.ts'
import type { Progress } from '../../shared/contract/progress.ts'
import type { Job, JobStore } from '../store/jobs.ts'
import { ownerIsGone } from './job-owner.ts'
import { timeLeft } from './time-left.ts'

/** Work that several calls, also of several engines, may want at once, and that is done once. */
export interface SharedJobs {
  /**
   * Does the work, or waits for whoever does it. One that fails or is cancelled for its own reasons doesn't end those that
   * wait: the next of them goes on.
   *
   * @param isDone whether another has done it meanwhile
   * @returns null when another has done it
   * @throws HooklineError what the work throws, `cancelled`
   */
  run<Value>(
    wanted: WantedJob,
    options: JobOptions,
    isDone: () => boolean | Promise<boolean>,
    work: Work<Value>,
  ): Promise<Value | null>
}

export interface WantedJob {
  kind: string
  /** What it is about; one job of a kind runs on a subject at a time. */
  subject: string
  path: string
  /** What the progress of the work itself is called. */
  stage: Progress['stage']
}

export interface JobOptions {
  signal: AbortSignal
  onProgress: (progress: Progress) => void
}

/** Gets what notes its progress (0 to 1) and a crash of the worker that does it. */
export type Work<Value> = (note: {
  progress: (fraction: number) => void
  crash: () => void
}) => Promise<Value>

const lookEveryMs = 100

export function createSharedJobs(parts: {
  jobs: JobStore
  /** This engine, as the owner of jobs. */
  owner: string
  /** Aborted when this engine ends: its jobs are then given back, not cancelled. */
  closing: AbortSignal
}): SharedJobs {
  const { jobs, owner, closing } = parts
  /** Ids of the jobs that this engine does, by kind and subject. */
  const running = new Map<string, string>()

  return {
    async run(wanted, options, isDone, work) {
      const name = `${wanted.kind} ${wanted.subject}`
      for (;;) {
        const ours = running.get(name)
        if (ours === undefined) {
          const { mine, job } = jobs.acquire(wanted, owner, ownerIsGone)
          if (mine) {
            running.set(name, job.id)
            return await runJob(job, wanted, options, work).finally(() => running.delete(name))
          }
          await waitFor(job.id, () => false, options)
        } else {
          await waitFor(ours, () => running.get(name) === ours, options)
        }
        if (options.signal.aborted) throw new HooklineError('cancelled', 'Cancelled.')
        if (await isDone()) return null
      }
    },
  }

  async function runJob<Value>(
    job: Job,
    { stage }: WantedJob,
    { onProgress }: JobOptions,
    work: Work<Value>,
  ): Promise<Value> {
    const left = timeLeft()
    onProgress({ stage, fraction: 0, timeLeftS: null })
    try {
      const value = await work({
        progress(fraction) {
          jobs.progress(job.id, fraction)
          onProgress({ stage, fraction, timeLeftS: left(fraction) })
        },
        crash: () => jobs.noteCrash(job.id),
      })
      jobs.finish(job.id, 'done', null)
      return value
    } catch (thrown) {
      const error = errorToData(thrown)
      if (closing.aborted) jobs.release(job.id)
      else jobs.finish(job.id, error.code === 'cancelled' ? 'cancelled' : 'failed', error)
      throw thrown
    }
  }

  /** Waits until a job has ended, one way or another, and tells how far it is. */
  async function waitFor(
    id: string,
    isOurs: () => boolean,
    { signal, onProgress }: JobOptions,
  ): Promise<void> {
    const left = timeLeft()
    for (;;) {
      const now = jobs.get(id)
      if (!isOurs()) {
        if (now?.state !== 'running' || (now.leaseUntilMs ?? 0) < Date.now()) return
        if (now.owner && now.owner !== owner && ownerIsGone(now.owner)) return
        if (now.owner === owner) return
      }
      const fraction = now?.progress ?? 0
      onProgress({ stage: 'waiting', fraction, timeLeftS: left(fraction) })
      await delay(lookEveryMs, undefined, { signal }).catch(() => {
        throw new HooklineError('cancelled', 'Cancelled.')
      })
    }
  }
}
