import { callThrough, type Caller, type Port } from '../../shared/channel.ts'
import { HooklineError } from '../../shared/contract/errors.ts'
import type { ConnectionState } from './host.ts'

export const connectionLost = new HooklineError(
  'engine_crashed',
  'The connection to Hookline was lost.',
  'It is tried again by itself; what was being measured goes on.',
)

/** How long a call waits for a connection before it gives up. */
const patienceMs = 10_000
const firstDelayMs = 250
const longestDelayMs = 5_000
/** A try that neither opens nor fails, as behind a stopped server, is given up. */
const openingLimitMs = 5_000

/** Opens one line; rejects when it can't be opened. */
export type OpenLine = (signal: AbortSignal) => Promise<Port>

export interface ReconnectingCaller {
  /** The caller of the line that stands now, or of the next one. @throws connectionLost after ten seconds without one */
  caller(signal?: AbortSignal): Promise<Caller>
  onState(listener: (state: ConnectionState) => void): () => void
  /** @param listener gets the notices of whatever line stands */
  onNotice(listener: (name: string, data: unknown) => void): () => void
  /** Tries at once instead of waiting for the next turn. */
  tryNow: () => void
}

/** The wait before try `failures + 1`: it doubles, with a tenth of scatter so that two tabs don't knock together. */
export function delayBeforeTryMs(failures: number, scatter: number): number {
  const delay = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.max(0, failures - 1))
  return delay * (0.9 + 0.2 * scatter)
}

/** Keeps a line open for as long as the page lives. */
export function reconnecting(open: OpenLine): ReconnectingCaller {
  const stateListeners = new Set<(state: ConnectionState) => void>()
  const noticeListeners = new Set<(name: string, data: unknown) => void>()
  let state: ConnectionState = 'connecting'
  let caller: Caller | null = null
  let waiting: ((caller: Caller) => void)[] = []
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let opening = false

  function tell(next: ConnectionState): void {
    if (next === state) return
    state = next
    for (const listener of stateListeners) listener(next)
  }

  function tryLater(): void {
    caller = null
    failures++
    tell('lost')
    clearTimeout(timer)
    timer = setTimeout(() => void tryOnce(), delayBeforeTryMs(failures, Math.random()))
  }

  async function tryOnce(): Promise<void> {
    if (opening || caller) return
    opening = true
    try {
      const port = await open(AbortSignal.timeout(openingLimitMs))
      const opened = callThrough(port, connectionLost)
      opened.onNotice((name, data) => {
        for (const listener of noticeListeners) listener(name, data)
      })
      port.onClose(tryLater)
      caller = opened
      failures = 0
      const asked = waiting
      waiting = []
      for (const resolve of asked) resolve(opened)
      tell('connected')
    } catch {
      tryLater() // whatever the reason, the next try tells whether it still stands
    } finally {
      opening = false
    }
  }
  void tryOnce()

  return {
    caller(signal) {
      if (caller) return Promise.resolve(caller)
      return new Promise((resolve, reject) => {
        const leave = (error: HooklineError): void => {
          waiting = waiting.filter((one) => one !== arrive)
          clearTimeout(patience)
          reject(error)
        }
        const cancel = (): void => leave(new HooklineError('cancelled', 'Cancelled.'))
        const arrive = (found: Caller): void => {
          clearTimeout(patience)
          signal?.removeEventListener('abort', cancel)
          resolve(found)
        }
        const patience = setTimeout(() => leave(connectionLost), patienceMs)
        if (signal?.aborted) {
          cancel()
          return
        }
        signal?.addEventListener('abort', cancel, { once: true })
        waiting.push(arrive)
      })
    },
    onState(listener) {
      stateListeners.add(listener)
      listener(state)
      return () => stateListeners.delete(listener)
    },
    onNotice(listener) {
      noticeListeners.add(listener)
      return () => noticeListeners.delete(listener)
    },
    tryNow() {
      clearTimeout(timer)
      void tryOnce()
    },
  }
}
