import {
  calls,
  callEventSchema,
  type CallInput,
  type CallName,
  type CallOutput,
  type CallEvent,
} from '../../shared/contract/calls.ts'
import { HooklineError } from '../../shared/contract/errors.ts'
import { callThrough, type Caller } from '../../shared/channel.ts'
import type { LaunchedProcess, Launcher } from '../processes/launcher.ts'

export interface EngineCallOptions {
  signal?: AbortSignal
  onEvent?: (event: CallEvent) => void
}

export interface EngineConnection {
  /**
   * Asks the engine. An engine that dies in mid-call is started again once and asked again: calls may be repeated.
   *
   * @throws HooklineError what the engine answered, or `engine_crashed`
   */
  call<Name extends CallName>(
    name: Name,
    input: CallInput<Name>,
    options?: EngineCallOptions,
  ): Promise<CallOutput<Name>>
  /** Lets the engine end in good order. */
  close(): Promise<void>
}

const gone = new HooklineError(
  'engine_crashed',
  'The engine of Hookline stopped in mid-work.',
  'Run the command again: it goes on where it stopped.',
)
const closeGraceMs = 5_000

/** A connection to an engine of its own, started with the first call. `onTold` gets what the engine says unasked. */
export function connectEngine(
  launcher: Launcher,
  folder: string,
  onTold: (notice: string) => void,
): EngineConnection {
  let engine: { process: LaunchedProcess; caller: Caller } | null = null

  function running(): { process: LaunchedProcess; caller: Caller } {
    if (engine) return engine
    const process = launcher.start('engine', [folder])
    const started = { process, caller: callThrough(process.port, gone) }
    started.caller.onNotice((name, data) => {
      if (name === 'told') onTold(String(data))
    })
    void process.exited.then(() => {
      if (engine === started) engine = null
    })
    engine = started
    return started
  }

  return {
    async call(name, input, { signal, onEvent } = {}) {
      for (let attempt = 1; ; attempt++) {
        const { caller, process } = running()
        try {
          const output = await caller.call(name, input, {
            signal,
            onEvent: (event) => onEvent?.(callEventSchema.parse(event)),
          })
          return calls[name].output.parse(output) as CallOutput<typeof name>
        } catch (thrown) {
          if (thrown !== gone) throw thrown
          engine = null
          const { lastWords } = await process.exited
          if (attempt === 2 || signal?.aborted) {
            throw new HooklineError(gone.code, gone.message, gone.hint, { cause: lastWords })
          }
          onTold('The engine stopped in mid-work and was started again.')
        }
      }
    },
    async close() {
      if (!engine) return
      const { process } = engine
      const timer = setTimeout(() => process.kill(), closeGraceMs)
      process.port.close()
      await process.exited
      clearTimeout(timer)
    },
  }
}
