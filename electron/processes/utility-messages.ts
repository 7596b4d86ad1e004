import { z } from 'zod'
import type { ErrorData } from '../../shared/contract/errors.ts'
import type { Port } from '../../shared/channel.ts'
import type { ExitReason } from './launcher.ts'

/** One end of a channel as Electron has it outside the page. */
export interface ElectronPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown; ports: ElectronPort[] }) => void): unknown
  once(event: 'close', listener: () => void): unknown
  start(): void
  close(): void
}

/** What the shell tells a utility process. With `line` and `started` comes a port. */
export type ToUtility =
  | { type: 'line'; from: 'starter' | 'page' }
  | { type: 'started'; id: number; pid: number | undefined }
  | { type: 'exited'; id: number; reason: ExitReason }
  | { type: 'answer'; id: number; answer: string | Uint8Array }
  | { type: 'refusal'; id: number; error: ErrorData }

/** What the engine asks the shell for, which alone may start processes and knows the system's keys. */
export const toBrokerSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('start'),
    id: z.int(),
    name: z.enum(['worker', 'trainer']),
    args: z.array(z.string()),
  }),
  z.object({ type: z.literal('kill'), id: z.int() }),
  z.object({ type: z.literal('encrypt'), id: z.int(), text: z.string() }),
  z.object({ type: z.literal('decrypt'), id: z.int(), sealed: z.instanceof(Uint8Array) }),
])
export type ToBroker = z.infer<typeof toBrokerSchema>

/** A port of Electron as one end of a line. */
export function linePort(port: ElectronPort): Port {
  return {
    post: (message) => port.postMessage(message),
    onMessage(listener) {
      port.on('message', ({ data }) => listener(data))
      port.start()
    },
    onClose: (listener) => port.once('close', listener),
    close: () => port.close(),
  }
}

/** A port that is on its way: what is said and asked meanwhile waits for it. */
export function comingPort(): { port: Port; arrive: (port: Port) => void; lost: () => void } {
  let arrived: Port | null = null
  let closed = false
  const waiting: ((port: Port) => void)[] = []
  const closeListeners: (() => void)[] = []
  const whenThere = (use: (port: Port) => void): void => {
    if (arrived) use(arrived)
    else if (!closed) waiting.push(use)
  }
  const gone = (): void => {
    if (closed) return
    closed = true
    for (const listener of closeListeners) listener()
  }
  return {
    port: {
      post: (message) => whenThere((port) => port.post(message)),
      onMessage: (listener) => whenThere((port) => port.onMessage(listener)),
      onClose: (listener) => closeListeners.push(listener),
      close: () => whenThere((port) => port.close()),
    },
    arrive(port) {
      arrived = port
      port.onClose(gone)
      for (const use of waiting.splice(0)) use(port)
    },
    lost: gone,
  }
}
