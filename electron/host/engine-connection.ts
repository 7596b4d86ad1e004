import { setTimeout as delay } from 'node:timers/promises'
import {
  calls,
  callEventSchema,
  type CallInput,
  type CallName,
  type CallOutput,
  type CallEvent,
} from '../../shared/contract/calls.ts'
import { engineEventSchema, type EngineEvent } from '../../shared/contract/engine-events.ts'
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
   * @throws HooklineError what the engine answered, `engine_crashed`, or `cancelled` once it is being closed
   */
  call<Name extends CallName>(
    name: Name,
    input: CallInput<Name>,
    options?: EngineCallOptions,
  ): Promise<CallOutput<Name>>
  /** @returns how to stop listening to what the engine tells unasked */
  onEvent(listener: (event: EngineEvent) => void): () => void
  /** Lets the engine end in good order. */
  close(): Promise<void>
}

interface RunningEngine {
  process: LaunchedProcess
  caller: Caller
}

const gone = new HooklineError(
  'engine_crashed',
  'The engine of Hookline stopped in mid-work.',
  'Run the command again: it goes on where it stopped.',
)
const closed = new HooklineError('cancelled', 'Hookline is being closed: it takes no more work.')
const closeGraceMs = 5_000
/** Calls that read a draft as soon as the engine is there. */
const measuringCalls: ReadonlySet<CallName> = new Set([
  'measure',
  'score',
  'compare',
  'markers',
  'report',
  'music',
])
/** A resident engine that dies is started again after these waits; one that ran for a while begins at the first. */
const restartAfterMs = [100, 1_000, 5_000, 30_000]
const ranForAWhileMs = 60_000

/**
 * A connection to an engine of its own.
 *
 * @param onTold gets the sentences that the engine has for the person
 * @param resident the engine is started at once and stays: it resumes the queue, watches folders, and is started again
 *   whenever it dies. Otherwise it starts with the first call.
 */
export function connectEngine(
  launcher: Launcher,
  folder: string,
  onTold: (notice: string) => void,
  { resident = false }: { resident?: boolean } = {},
): EngineConnection {
  const listeners = new Set<(event: EngineEvent) => void>()
  const closing = new AbortController()
  const isClosing = (): boolean => closing.signal.aborted
  let engine: RunningEngine | null = null
  let restarts = 0

  function tell(event: EngineEvent): void {
    for (const listener of listeners) listener(event)
  }

  function tellPerson(sentence: string): void {
    onTold(sentence)
    tell({ type: 'told', sentence })
  }

  /** @param call the one that starts it; a resident one starts with none */
  function running(call?: CallName): RunningEngine {
    if (engine) return engine
    const purpose = resident ? ['resident'] : call && measuringCalls.has(call) ? ['measuring'] : []
    const process = launcher.start('engine', [folder, ...purpose])
    const started = { process, caller: callThrough(process.port, gone) }
    const startedAt = performance.now()
    started.caller.onNotice((name, data) => {
      if (name === 'told') tellPerson(String(data))
      if (name === 'event') tell(engineEventSchema.parse(data))
    })
    void process.exited.then(() => {
      if (engine === started) engine = null
      if (!resident || closing.signal.aborted) return
      if (performance.now() - startedAt > ranForAWhileMs) restarts = 0
      void startAgain()
    })
    engine = started
    return started
  }

  /** A call may have started it before its time. */
  async function startAgain(): Promise<void> {
    const afterMs = restartAfterMs[Math.min(restarts++, restartAfterMs.length - 1)]!
    await delay(afterMs, undefined, { signal: closing.signal, ref: false }).catch(() => undefined)
    if (closing.signal.aborted || engine) return
    tellPerson('The engine stopped in mid-work and was started again.')
    running()
  }

  if (resident) running()
  return {
    async call(name, input, { signal, onEvent } = {}) {
      for (let attempt = 1; ; attempt++) {
        if (isClosing()) throw closed
        const { caller, process } = running(name)
        try {
          const output = await caller.call(name, input, {
            signal,
            onEvent: (event) => onEvent?.(callEventSchema.parse(event)),
          })
          return calls[name].output.parse(output) as CallOutput<typeof name>
        } catch (thrown) {
          if (thrown !== gone) throw thrown
          if (engine?.process === process) engine = null
          const { lastWords } = await process.exited
          if (attempt === 2 || signal?.aborted || isClosing()) {
            throw new HooklineError(gone.code, gone.message, gone.hint, { cause: lastWords })
          }
          if (!engine) tellPerson('The engine stopped in mid-work and was started again.')
        }
      }
    },
    onEvent(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async close() {
      closing.abort()
      if (!engine) return
      const { process } = engine
      const timer = setTimeout(() => process.kill(), closeGraceMs)
      process.port.close()
      await process.exited
      clearTimeout(timer)
    },
  }
}
