import {
  callEventSchema,
  calls,
  type CallInput,
  type CallName,
  type CallOutput,
} from '../../shared/contract/calls.ts'
import { engineEventSchema, type EngineEvent } from '../../shared/contract/engine-events.ts'
import type { Host, HostCallOptions } from './host.ts'
import { connectionLost, reconnecting, type OpenLine } from './reconnecting.ts'

/** Calls that only read: one that the connection lost in mid-way is asked again on the next. */
const readingCalls: ReadonlySet<CallName> = new Set<CallName>([
  'measure',
  'score',
  'compare',
  'markers',
  'doctor',
  'drafts',
  'draft',
  'draftMeasurement',
  'draftOutline',
  'draftScore',
  'compareDrafts',
  'playback',
  'settings',
  'rubric',
  'platforms',
  'libraryInfo',
])

/** The part of a host that is the same over every kind of line: calls and events of the engine. */
export type EngineLine = Pick<Host, 'call' | 'onEvent' | 'onConnection'> & {
  /** Tries at once instead of waiting for the next turn. */
  tryNow: () => void
  /** Hands an event to all who listen, as if the engine told it. */
  tell: (event: EngineEvent) => void
}

/** A line to the engine that is opened anew whenever it is lost. */
export function engineLine(open: OpenLine): EngineLine {
  const line = reconnecting(open)
  const listeners = new Set<(event: EngineEvent) => void>()
  const tell = (event: EngineEvent): void => {
    for (const listener of listeners) listener(event)
  }
  line.onNotice((name, data) => {
    if (name === 'event') tell(engineEventSchema.parse(data))
  })
  return {
    async call<Name extends CallName>(
      name: Name,
      input: CallInput<Name>,
      { signal, onEvent }: HostCallOptions = {},
    ): Promise<CallOutput<Name>> {
      for (;;) {
        const caller = await line.caller(signal)
        try {
          const output = await caller.call(name, input, {
            signal,
            onEvent: (event) => onEvent?.(callEventSchema.parse(event)),
          })
          return calls[name].output.parse(output) as CallOutput<Name>
        } catch (thrown) {
          if (thrown !== connectionLost || !readingCalls.has(name)) throw thrown
        }
      }
    },
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onConnection: (listener) => line.onState(listener),
    tryNow: line.tryNow,
    tell,
  }
}
