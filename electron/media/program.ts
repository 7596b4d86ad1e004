import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { HooklineError } from '../../shared/contract/errors.ts'
import { lookEveryMs, silenceError, silenceLimitS } from './silence.ts'

/** ffmpeg and ffprobe read hostile files: each run has a limit on time, on silence and on memory. */
export interface ProgramLimits {
  /** Seconds in all. */
  timeS: number
  /** Seconds without a byte of output, after which the program counts as hanging. */
  silenceS: number
  /** Resident memory; watched where the system tells it (Linux). */
  memoryBytes: number
}

export const defaultLimits: ProgramLimits = {
  timeS: 300,
  silenceS: silenceLimitS,
  memoryBytes: 2 * 1024 ** 3,
}

export interface RunningProgram {
  pid: number
  /** File descriptors 1, 3, 4, … of the program, in the order asked for. */
  pipes: Readable[]
  /** Ends it before its time; what it has written so far counts, and `done` resolves. */
  stop: () => void
  /** Resolves when the program has ended and all pipes are closed; rejects when a limit, the signal or a start failure ended it. */
  done: Promise<ProgramEnd>
}

export interface ProgramEnd {
  exitCode: number | null
  killedBy: NodeJS.Signals | null
  /** The last 64 KiB of standard error. */
  stderr: string
}

interface StartOptions {
  /** How many pipes: 1 is standard output alone, each further one is descriptor 3, 4, … */
  pipes: number
  limits: ProgramLimits
  signal?: AbortSignal | undefined
  onStderrLine?: (line: string) => void
}

/** Called with the process id of each program that starts and ends, so that an owner can end what a killed worker left. */
export interface ProgramWatcher {
  started(pid: number): void
  ended(pid: number): void
}
let watcher: ProgramWatcher | null = null
export function watchPrograms(next: ProgramWatcher): void {
  watcher = next
}

/**
 * Starts a program with an argument array (never a shell).
 *
 * @throws through `done`: `ffmpeg_missing` (can't be started), `timed_out`, `too_large` (memory), `cancelled`
 */
export function startProgram(path: string, args: readonly string[], options: StartOptions): RunningProgram {
  const extraPipes = Array<'pipe'>(options.pipes - 1).fill('pipe')
  const child = spawn(path, args, {
    stdio: ['ignore', 'pipe', 'pipe', ...extraPipes],
    windowsHide: true,
    // A Ctrl-C in the terminal goes to the command alone, which then cancels the job in good order.
    detached: process.platform !== 'win32',
  })
  const pipes = child.stdio.filter((_, fd) => fd === 1 || fd > 2) as Readable[]
  return {
    pid: child.pid ?? -1,
    pipes,
    stop: () => endProgram(child.pid),
    done: supervise(child, path, pipes, options),
  }
}

function supervise(
  child: ChildProcess,
  path: string,
  pipes: readonly Readable[],
  { limits, signal, onStderrLine }: StartOptions,
): Promise<ProgramEnd> {
  return new Promise((resolve, reject) => {
    let failure: HooklineError | null = null
    const stop = (error: HooklineError): void => {
      failure ??= error
      endProgram(child.pid)
      // A reader that pauses a pipe would keep 'close' from coming.
      for (const pipe of pipes) pipe.destroy()
    }
    let looks = 0
    let silentLooks = 0
    const noteOutput = (): void => {
      silentLooks = 0
    }
    for (const pipe of pipes) pipe.on('data', noteOutput)
    const patrol = setInterval(() => {
      if (++looks * lookEveryMs > limits.timeS * 1000) stop(tooLong(limits.timeS))
      if (++silentLooks * lookEveryMs > limits.silenceS * 1000) stop(silenceError(limits.silenceS))
      if (child.pid !== undefined && residentBytes(child.pid) > limits.memoryBytes) {
        stop(
          new HooklineError(
            'too_large',
            'Reading the file needed more memory than is allowed.',
            'Export it at a usual frame size.',
          ),
        )
      }
    }, lookEveryMs)
    const onAbort = (): void => stop(new HooklineError('cancelled', 'Cancelled.'))
    if (signal?.aborted) onAbort()
    signal?.addEventListener('abort', onAbort, { once: true })

    const stderr = collectStderr(child.stderr!, (line) => {
      noteOutput()
      onStderrLine?.(line)
    })
    if (child.pid !== undefined) watcher?.started(child.pid)
    const settle = (): void => {
      clearInterval(patrol)
      signal?.removeEventListener('abort', onAbort)
      if (child.pid !== undefined) watcher?.ended(child.pid)
    }
    child.on('error', (cause) => {
      settle()
      reject(
        new HooklineError('ffmpeg_missing', `${path} could not be started.`, 'Run `hookline doctor`.', {
          cause,
        }),
      )
    })
    child.on('close', (exitCode, killedBy) => {
      settle()
      if (failure) reject(failure)
      else resolve({ exitCode, killedBy, stderr: stderr() })
    })
  })
}

function tooLong(limitS: number): HooklineError {
  return new HooklineError(
    'timed_out',
    `Reading the file took longer than ${limitS} s and was stopped.`,
    'Check that the file plays, or export it again.',
  )
}

/** With this exit code ffmpeg ends in good order when it is sent SIGTERM or SIGINT: with a part of its work only. */
export const askedToEnd = 255

/** Somebody else ended the program, a system that shuts down or runs out of memory for one: no fault of the file. */
export function stoppedFromOutside(name: string, { killedBy, exitCode }: ProgramEnd): HooklineError {
  return new HooklineError(
    'ffmpeg_failed',
    `${name} was stopped from outside (${killedBy ?? `exit code ${exitCode}`}).`,
    'Try again.',
  )
}

/** Ends a program and what it started itself: some installations put a script before ffmpeg. */
export function endProgram(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    // Each program leads a group of its own, except on Windows, which has none.
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

function collectStderr(stream: Readable, onLine: (line: string) => void): () => string {
  const keep = 64 * 1024
  let text = ''
  let rest = ''
  stream.setEncoding('utf8')
  stream.on('data', (chunk: string) => {
    text = (text + chunk).slice(-keep)
    const lines = (rest + chunk).split('\n')
    rest = (lines.pop() ?? '').slice(-keep)
    for (const line of lines) onLine(line)
  })
  return () => text
}

function residentBytes(pid: number): number {
  if (process.platform !== 'linux') return 0
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096
  } catch {
    return 0 // it has just ended
  }
}
