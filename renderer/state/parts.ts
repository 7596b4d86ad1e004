import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Part } from '../../shared/contract/parts.ts'

/** The parts that can be fetched, as the engine told of them last; null until they are read. */
export interface PartsStore extends StoreApi<{ parts: readonly Part[] | null }> {
  read(parts: readonly Part[]): void
  changed(part: Part): void
}

export function createPartsStore(): PartsStore {
  const store = createStore<{ parts: readonly Part[] | null }>(() => ({ parts: null }))
  return {
    ...store,
    read: (parts) => store.setState({ parts }),
    changed(part) {
      const { parts } = store.getState()
      if (!parts) return
      const byId = new Map(parts.map((one) => [one.id, one])).set(part.id, part)
      store.setState({ parts: [...byId.values()] })
    },
  }
}
