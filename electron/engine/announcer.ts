import type { EngineEvent } from '../../shared/contract/engine-events.ts'

/** Hands what the engine tells unasked to all who listen. */
export interface Announcer {
  tell(event: EngineEvent): void
  /** @returns how to stop listening */
  listen(listener: (event: EngineEvent) => void): () => void
}

export function createAnnouncer(): Announcer {
  const listeners = new Set<(event: EngineEvent) => void>()
  return {
    tell(event) {
      for (const listener of listeners) listener(event)
    },
    listen(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
