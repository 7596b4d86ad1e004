import { errorToData, HooklineError, type ErrorData } from './contract/errors.ts'

/** One end of a two-way line between processes. Messages are structured clones: typed arrays cross as they are. */
export interface Port {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  /** The other end is gone: closed, ended or killed. Called once. */
  onClose(listener: () => void): void
  close(): void
}

/** Calls over a port, with events while a call runs and cancellation; and notices, which nobody asked for. */
type Message =
  | { type: 'call'; id: number; name: string; input: unknown }
  | { type: 'cancel'; id: number }
  | { type: 'event'; id: number; event: unknown }
  | { type: 'result'; id: number; output: unknown }
  | { type: 'failure'; id: number; error: ErrorData }
  | { type: 'notice'; name: string; data: unknown }

export interface CallOptions {
  signal?: AbortSignal | undefined
  onEvent?: ((event: unknown) => void) | undefined
}

export interface Caller {
  /** @throws HooklineError what the other side answered, or `lost` when it went away before answering */
  call(name: string, input: unknown, options?: CallOptions): Promise<unknown>
  onNotice(listener: (name: string, data: unknown) => void): void
}

interface PendingCall {
  resolve(output: unknown): void
  reject(error: HooklineError): void
  onEvent: ((event: unknown) => void) | undefined
}

/** The asking side of a port. `lost` is thrown from every unanswered call when the other side goes away. */
export function callThrough(port: Port, lost: HooklineError): Caller {
  const pending = new Map<number, PendingCall>()
  const noticeListeners: ((name: string, data: unknown) => void)[] = []
  let nextId = 1
  let closed = false

  port.onMessage((raw) => {
    const message = raw as Message
    if (message.type === 'notice') {
      for (const listener of noticeListeners) listener(message.name, message.data)
      return
    }
    const call = pending.get(message.id)
    if (!call) return
    if (message.type === 'event') call.onEvent?.(message.event)
    if (message.type === 'result') call.resolve(message.output)
    if (message.type === 'failure') call.reject(HooklineError.fromData(message.error))
  })
  port.onClose(() => {
    closed = true
    for (const call of pending.values()) call.reject(lost)
  })

  return {
    async call(name, input, { signal, onEvent } = {}) {
      if (closed) throw lost
      if (signal?.aborted) throw new HooklineError('cancelled', 'Cancelled.')
      const id = nextId++
      const cancel = (): void => port.post({ type: 'cancel', id } satisfies Message)
      signal?.addEventListener('abort', cancel, { once: true })
      try {
        return await new Promise((resolve, reject) => {
          pending.set(id, { resolve, reject, onEvent })
          port.post({ type: 'call', id, name, input } satisfies Message)
        })
      } finally {
        pending.delete(id)
        signal?.removeEventListener('abort', cancel)
      }
    },
    onNotice(listener) {
      noticeListeners.push(listener)
    },
  }
}

export interface AnswerContext {
  signal: AbortSignal
  emit: (event: unknown) => void
}

export interface Answering {
  notify(name: string, data: unknown): void
  /** Aborts what is running; the answers are not sent. */
  abortAll(): void
}

/** The answering side of a port. */
export function answerThrough(
  port: Port,
  answer: (name: string, input: unknown, context: AnswerContext) => Promise<unknown>,
): Answering {
  const running = new Map<number, AbortController>()
  const post = (message: Message): void => port.post(message)

  port.onMessage((raw) => {
    const message = raw as Message
    if (message.type === 'cancel') running.get(message.id)?.abort()
    if (message.type !== 'call') return
    const { id, name, input } = message
    const controller = new AbortController()
    running.set(id, controller)
    const context = {
      signal: controller.signal,
      emit: (event: unknown) => post({ type: 'event', id, event }),
    }
    Promise.try(answer, name, input, context)
      .then((output) => post({ type: 'result', id, output }))
      .catch((thrown: unknown) => post({ type: 'failure', id, error: errorToData(thrown) }))
      .finally(() => running.delete(id))
  })

  return {
    notify: (name, data) => post({ type: 'notice', name, data }),
    abortAll: () => {
      for (const controller of running.values()) controller.abort()
    },
  }
}
