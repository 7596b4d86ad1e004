import { createStore, type StoreApi } from 'zustand/vanilla'
import { allLanes } from './all-lanes.ts'
import type { Lane, LaneId } from './lane.ts'

/** Which lanes are shown and how high they are; kept by this browser for all drafts. */
export interface LaneLayout {
  hidden: readonly LaneId[]
  heightsPx: Readonly<Partial<Record<LaneId, number>>>
  scale: number
}

/** How much higher than on a small window lanes are drawn. */
export function laneScale(windowHeightPx: number): number {
  return Math.min(1.6, Math.max(1, windowHeightPx / 800))
}

export interface PlacedLane {
  lane: Lane
  topPx: number
  heightPx: number
}

export const tallestLanePx = 200

export interface LaneLayoutStore extends StoreApi<LaneLayout> {
  toggle: (id: LaneId) => void
  setHeight: (id: LaneId, heightPx: number) => void
}

const storageKey = 'hookline.lanes'

/** @param scale of the lanes' own heights: a large window has room for higher ones */
export function createLaneLayout(
  storage: Pick<Storage, 'getItem' | 'setItem'>,
  scale: number,
): LaneLayoutStore {
  const store = createStore<LaneLayout>(() => ({ ...readLayout(storage.getItem(storageKey)), scale }))
  store.subscribe(({ hidden, heightsPx }) =>
    storage.setItem(storageKey, JSON.stringify({ hidden, heightsPx })),
  )
  return Object.assign(store, {
    toggle: (id: LaneId) =>
      store.setState(({ hidden }) => ({
        hidden: hidden.includes(id) ? hidden.filter((one) => one !== id) : [...hidden, id],
      })),
    setHeight: (id: LaneId, heightPx: number) => {
      const { leastHeightPx } = allLanes.find((lane) => lane.id === id)!
      const height = Math.round(Math.min(tallestLanePx, Math.max(leastHeightPx, heightPx)))
      store.setState(({ heightsPx }) => ({ heightsPx: { ...heightsPx, [id]: height } }))
    },
  })
}

/** Lanes that are shown, from top to bottom. */
export function placedLanes({ hidden, heightsPx, scale }: LaneLayout): PlacedLane[] {
  const placed: PlacedLane[] = []
  let topPx = 0
  for (const lane of allLanes) {
    if (hidden.includes(lane.id)) continue
    const heightPx = heightsPx[lane.id] ?? Math.round(lane.heightPx * scale)
    placed.push({ lane, topPx, heightPx })
    topPx += heightPx + 1
  }
  return placed
}

export function heightOfLanes(placed: readonly PlacedLane[]): number {
  const last = placed.at(-1)
  return last ? last.topPx + last.heightPx + 1 : 0
}

/** What another version of the page has written may not fit; what doesn't is left out. */
function readLayout(text: string | null): Omit<LaneLayout, 'scale'> {
  try {
    const { hidden, heightsPx } = JSON.parse(text ?? '{}') as Partial<LaneLayout>
    const known = (id: unknown): boolean => allLanes.some((lane) => lane.id === id)
    return {
      hidden: Array.isArray(hidden) ? hidden.filter(known) : [],
      heightsPx: Object.fromEntries(
        Object.entries(heightsPx ?? {}).filter(([id, px]) => known(id) && typeof px === 'number'),
      ),
    }
  } catch {
    return { hidden: [], heightsPx: {} }
  }
}
