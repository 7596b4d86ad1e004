import {
  callEventSchema,
  calls,
  type CallInput,
  type CallName,
  type CallOutput,
} from '../../shared/contract/calls.ts'
import { engineEventSchema, type EngineEvent } from '../../shared/contract/engine-events.ts'
import { resourceAddress } from '../../shared/contract/resources.ts'
import type { Host, HostCallOptions } from './host.ts'
import { connectionLost, reconnecting } from './reconnecting.ts'
import { socketPort } from './socket-port.ts'
import { sendFile } from './upload.ts'

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
  'draftScore',
  'compareDrafts',
  'playback',
  'settings',
  'rubric',
  'platforms',
  'libraryInfo',
])

/** The world of a page that a web server of Hookline served: the engine over a web socket, files over HTTP. */
export function createWebHost(origin: string): Host {
  const line = reconnecting((signal) => openSocket(`${origin.replace(/^http/, 'ws')}/channel`, signal))
  const listeners = new Set<(event: EngineEvent) => void>()
  line.onNotice((name, data) => {
    if (name !== 'event') return
    const event = engineEventSchema.parse(data)
    for (const listener of listeners) listener(event)
  })
  window.addEventListener('online', line.tryNow)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') line.tryNow()
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
    addFile: (file, options) => sendFile(origin, file, options),
    addressOf: (resource) => origin + resourceAddress(resource),
  }
}

function openSocket(address: string, signal: AbortSignal): ReturnType<Parameters<typeof reconnecting>[0]> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address)
    const fail = (): void => {
      socket.close()
      reject(connectionLost)
    }
    signal.addEventListener('abort', fail, { once: true })
    socket.addEventListener('error', fail, { once: true })
    socket.addEventListener('close', fail, { once: true })
    socket.addEventListener(
      'open',
      () => {
        signal.removeEventListener('abort', fail)
        socket.removeEventListener('close', fail)
        resolve(socketPort(socket))
      },
      { once: true },
    )
  })
}
