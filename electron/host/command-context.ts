import { resolve } from 'node:path'
import type { CallInput, CallName, CallOutput } from '../../shared/contract/calls.ts'
import { errorToData, type ErrorData } from '../../shared/contract/errors.ts'
import type { Score } from '../../shared/contract/score.ts'
import type { Launcher } from '../processes/launcher.ts'
import { connectEngine, type EngineConnection } from './engine-connection.ts'
import { exitCodeOf, exitCodes } from './exit-codes.ts'
import { ProgressLine } from './progress-line.ts'

/** What every command works with: the engine, where results and messages go, and Ctrl-C. */
export interface CommandContext {
  /** Calls the engine, with progress under `label` on standard error. */
  call<Name extends CallName>(name: Name, input: CallInput<Name>, label: string): Promise<CallOutput<Name>>
  /** A result, on standard output. */
  print(text: string): void
  /** Something for the person, on standard error. */
  tell(text: string): void
  /** Reports a failure in the form asked for and remembers its exit code; the highest one counts. */
  fail(error: ErrorData, label?: string): void
  json: boolean
  exitCode: number
}

/** Runs a command to its end: engine started when needed, Ctrl-C cancels, failures become an exit code and a sentence. */
export async function runCommand(
  options: { launcher: Launcher; libraryFolder: string; json: boolean },
  command: (context: CommandContext) => Promise<void>,
): Promise<number> {
  const progress = new ProgressLine(process.stderr)
  const tell = (text: string): void => {
    progress.clear()
    process.stderr.write(`${text}\n`)
  }
  const engine: EngineConnection = connectEngine(options.launcher, resolve(options.libraryFolder), tell)
  const cancelling = new AbortController()
  const onInterrupt = (): void => {
    if (cancelling.signal.aborted) process.exit(exitCodes.cancelled)
    cancelling.abort()
    tell('Cancelling. Press Ctrl-C again to leave at once.')
  }
  process.on('SIGINT', onInterrupt)
  process.on('SIGTERM', onInterrupt)

  const context: CommandContext = {
    json: options.json,
    exitCode: exitCodes.done,
    tell,
    async call(name, input, label) {
      try {
        return await engine.call(name, input, {
          signal: cancelling.signal,
          onEvent: (event) => {
            if (event.type === 'progress') progress.show(label, event.progress)
            else tell(provisionalText(label, event.score))
          },
        })
      } finally {
        progress.clear()
      }
    },
    print(text) {
      process.stdout.write(`${text}\n`)
    },
    fail(error, label) {
      this.exitCode = Math.max(this.exitCode, exitCodeOf(error.code))
      if (this.json) return
      tell(`${label ? `${label}: ` : ''}${error.message}${error.hint ? `\n  ${error.hint}` : ''}`)
    },
  }
  try {
    await command(context)
  } catch (thrown) {
    const error = errorToData(thrown)
    context.fail(error)
    if (context.json) context.print(JSON.stringify({ error }))
    if (process.env.HOOKLINE_DEBUG) tell(debugText(thrown))
  } finally {
    await engine.close()
    process.off('SIGINT', onInterrupt)
    process.off('SIGTERM', onInterrupt)
  }
  return context.exitCode
}

/** For whoever looks for the cause: the stack, and what a process that died said last. */
function debugText(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown)
  return [thrown.stack, thrown.cause === undefined ? '' : `caused by ${debugText(thrown.cause)}`].join('\n')
}

function provisionalText(label: string, { overall, hook, content, cta }: Score): string {
  const parts = { hook: hook.score, content: content.score, 'call to action': cta.score }
  const judged = Object.entries(parts).flatMap(([name, score]) =>
    score === null ? [] : [`${name} ${score}`],
  )
  return `${label}: provisional ${overall} (${judged.join(', ')})`
}
