import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Draft } from '../../shared/contract/drafts.ts'
import type { Score } from '../../shared/contract/score.ts'

/** All drafts of the library, as the engine told of them last. */
export interface DraftsState {
  byId: ReadonlyMap<string, Draft>
  /** False until the list has been read once. */
  listed: boolean
  /** The first, provisional score of a draft that is still measured. */
  provisionalById: ReadonlyMap<string, Score>
}

export interface DraftsStore extends StoreApi<DraftsState> {
  /** A draft is new or has changed. */
  changed(draft: Draft): void
  gone(id: string): void
  provisional(id: string, score: Score): void
  /**
   * Starts to read the whole list; the function that comes back takes the answer. What events told of since the start
   * stands, because they came after the list was asked for and are as new or newer.
   */
  reading(): (drafts: readonly Draft[]) => void
}

export function createDraftsStore(): DraftsStore {
  const store = createStore<DraftsState>(() => ({
    byId: new Map(),
    listed: false,
    provisionalById: new Map(),
  }))
  /** The ids that events spoke of while each list is being read. */
  const touchedDuring = new Set<Set<string>>()
  const touch = (id: string): void => {
    for (const touched of touchedDuring) touched.add(id)
  }

  return Object.assign(store, {
    changed(draft: Draft) {
      touch(draft.id)
      store.setState(({ byId, provisionalById }) => ({
        byId: new Map(byId).set(draft.id, draft),
        provisionalById: draft.state === 'measuring' ? provisionalById : without(provisionalById, draft.id),
      }))
    },
    gone(id: string) {
      touch(id)
      store.setState(({ byId, provisionalById }) => ({
        byId: without(byId, id),
        provisionalById: without(provisionalById, id),
      }))
    },
    provisional(id: string, score: Score) {
      store.setState(({ provisionalById }) => ({ provisionalById: new Map(provisionalById).set(id, score) }))
    },
    reading() {
      const touched = new Set<string>()
      touchedDuring.add(touched)
      return (drafts: readonly Draft[]) => {
        touchedDuring.delete(touched)
        store.setState(({ byId }) => {
          const listed = drafts.filter(({ id }) => !touched.has(id))
          const told = [...byId.values()].filter(({ id }) => touched.has(id))
          return { byId: new Map([...listed, ...told].map((draft) => [draft.id, draft])), listed: true }
        })
      }
    },
  })
}

function without<Value>(map: ReadonlyMap<string, Value>, id: string): ReadonlyMap<string, Value> {
  if (!map.has(id)) return map
  const rest = new Map(map)
  rest.delete(id)
  return rest
}
