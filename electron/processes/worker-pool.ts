import { availableParallelism } from 'node:os'
import { HooklineError } from '../../shared/contract/errors.ts'
import { endProgram } from '../media/program.ts'
import { callThrough, type CallOptions, type Caller } from '../../shared/channel.ts'
import type { ExitReason, Launcher, LaunchedProcess } from './launcher.ts'
import type { WorkerTaskName, WorkerTasks } from './worker-tasks.ts'

export interface TaskOptions<Name extends WorkerTaskName> {
  signal?: AbortSignal | undefined
  onEvent?: (event: WorkerTasks[Name]['event']) => void
  /** A worker died on this task, or somebody else ended its ffmpeg; it is tried once more. */
  onCrash?: (reason: string) => void
}

export interface WorkerPool {
  /**
   * Runs a task on a free worker, or queues it.
   *
   * @throws HooklineError what the task threw, `cancelled`, or `worker_crashed` or `ffmpeg_failed` when it was stopped
   *   from outside twice
   */
  run<Name extends WorkerTaskName>(
    name: Name,
    input: WorkerTasks[Name]['input'],
    options?: TaskOptions<Name>,
  ): Promise<WorkerTasks[Name]['output']>
  /** Ends all workers and what they started. */
  close(): Promise<void>
}

interface Worker {
  process: LaunchedProcess
  caller: Caller
  busy: boolean
  /** Programs (ffmpeg) that it has running: a killed worker can't end them itself. */
  programs: Set<number>
}

const cancelGraceMs = 3_000
const crashed = new HooklineError('worker_crashed', 'The part of Hookline that measures stopped in mid-work.')

/** A system that is short of memory ends ffmpeg as it ends a worker: neither need be the fault of the file. */
function isStoppedProgram(thrown: unknown): boolean {
  return thrown instanceof HooklineError && thrown.code === 'ffmpeg_failed'
}

function reasonOf({ exitCode, signal, lastWords }: ExitReason): string {
  return signal ?? (lastWords.trim().split('\n').at(-1) || `exit code ${exitCode}`)
}

/** Two workers on a small machine, up to four on a large one: one long draft must not hold up the rest. */
export function poolSize(): number {
  return Math.min(4, Math.max(2, availableParallelism()))
}

export function createWorkerPool(launcher: Launcher, size = poolSize()): WorkerPool {
  const workers = new Set<Worker>()
  const waiting: (() => void)[] = []
  let closing = false

  function startWorker(): Worker {
    const process = launcher.start('worker', [])
    const worker: Worker = {
      process,
      caller: callThrough(process.port, crashed),
      busy: false,
      programs: new Set(),
    }
    worker.caller.onNotice((name, data) => {
      if (name === 'program-started') worker.programs.add(data as number)
      if (name === 'program-ended') worker.programs.delete(data as number)
    })
    workers.add(worker)
    void process.exited.then(() => {
      workers.delete(worker)
      for (const pid of worker.programs) endProgram(pid)
      waiting.shift()?.()
    })
    return worker
  }

  /** Waits for a worker to become free or the signal. Who gives up leaves the line: what would wake it wakes the next. */
  async function turn(signal: AbortSignal | undefined): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<undefined>()
    const giveUp = (): void => {
      const at = waiting.indexOf(wake)
      if (at >= 0) waiting.splice(at, 1)
      else waiting.shift()?.() // woken in the same moment
      resolve(undefined)
    }
    const wake = (): void => resolve(undefined)
    waiting.push(wake)
    signal?.addEventListener('abort', giveUp, { once: true })
    await promise
    signal?.removeEventListener('abort', giveUp)
  }

  async function freeWorker(signal: AbortSignal | undefined): Promise<Worker> {
    for (;;) {
      if (signal?.aborted || closing) throw new HooklineError('cancelled', 'Cancelled.')
      const free = [...workers].find((worker) => !worker.busy)
      const worker = free ?? (workers.size < size ? startWorker() : null)
      if (worker) {
        worker.busy = true
        return worker
      }
      await turn(signal)
    }
  }

  async function runOn(worker: Worker, name: string, input: unknown, options: CallOptions): Promise<unknown> {
    // A worker that doesn't heed the cancellation is stuck: it is ended and replaced.
    let grace: NodeJS.Timeout | undefined
    const onAbort = (): void => {
      grace = setTimeout(() => worker.process.kill(), cancelGraceMs)
    }
    options.signal?.addEventListener('abort', onAbort, { once: true })
    try {
      return await worker.caller.call(name, input, options)
    } finally {
      clearTimeout(grace)
      options.signal?.removeEventListener('abort', onAbort)
      worker.busy = false
      waiting.shift()?.()
    }
  }

  return {
    async run(name, input, { signal, onEvent, onCrash } = {}) {
      for (let attempt = 1; ; attempt++) {
        const worker = await freeWorker(signal)
        try {
          return (await runOn(worker, name, input, {
            signal,
            onEvent: onEvent as CallOptions['onEvent'],
          })) as never
        } catch (thrown) {
          const isDead = thrown === crashed
          if (!isDead && !isStoppedProgram(thrown)) throw thrown
          if (isDead) workers.delete(worker)
          if (signal?.aborted || closing) throw new HooklineError('cancelled', 'Cancelled.')
          const reason = isDead ? reasonOf(await worker.process.exited) : (thrown as HooklineError).message
          onCrash?.(reason)
          if (attempt < 2) continue
          if (!isDead) throw thrown
          throw new HooklineError(
            'worker_crashed',
            `Measuring this file stopped twice in mid-work (${reason}).`,
            'Please report the file; exporting it again may help.',
          )
        }
      }
    },
    async close() {
      closing = true
      for (const wake of waiting.splice(0)) wake()
      const ended = [...workers].map((worker) => worker.process.exited)
      for (const worker of workers) worker.process.port.close()
      const timer = setTimeout(() => [...workers].forEach((worker) => worker.process.kill()), cancelGraceMs)
      await Promise.all(ended)
      clearTimeout(timer)
    },
  }
}
