import { createStore, type StoreApi } from 'zustand/vanilla'
import { wholeView, type TimelineView } from './view.ts'

/** The one view of all lanes, outside React: it changes at every frame of a zoom. */
export type ViewStore = StoreApi<TimelineView>

/** The width is not known before the timeline is on the screen. */
const firstWidthPx = 1000

export function createViewStore(durationS: number, fps: number | null): ViewStore {
  return createStore<TimelineView>(() => wholeView(durationS, firstWidthPx, fps ?? 30))
}
