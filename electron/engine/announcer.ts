import type { EngineEvent } from '../../shared/contract/engine-events.ts'
import { errorToData } from '../../shared/contract/errors.ts'

/** Hands what the engine tells unasked to all who listen. */
export interface Announcer {
  tell(event: EngineEvent): void
  /** Tells what went wrong where nobody waits for an answer; the same at most once a minute. */
  tellTrouble: (thrown: unknown) => void
  /** @returns how to stop listening */
  listen(listener: (event: EngineEvent) => void): () => void
}

const tellAgainMs = 60_000

export function createAnnouncer(now: () => number = () => performance.now()): Announcer {
  const listeners = new Set<(event: EngineEvent) => void>()
  const troubles = new Map<string, number>()

  function tell(event: EngineEvent): void {
    for (const listener of listeners) listener(event)
  }

  return {
    tell,
    tellTrouble(thrown) {
      const { message, hint } = errorToData(thrown)
      const toldAtMs = troubles.get(message)
      if (toldAtMs !== undefined && now() - toldAtMs < tellAgainMs) return
      for (const [told, atMs] of troubles) if (now() - atMs >= tellAgainMs) troubles.delete(told)
      troubles.set(message, now())
      console.error(thrown)
      tell({ type: 'told', sentence: hint ? `${message} ${hint}` : message })
    },
    listen(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
