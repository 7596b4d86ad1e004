import { useEffect, useMemo, useState } from 'react'
import type { MeasurementOutline } from '../../shared/contract/measurement.ts'
import { evenClock, frameClock, type FrameClock } from '../../shared/frame-clock.ts'
import { createPlayer, type Player } from './player/player.ts'
import { createViewStore, type ViewStore } from './timeline/view-store.ts'
import { wholeView } from './timeline/view.ts'

/** The player and the timeline's view, which last as long as the draft is on the screen. */
export function useDeck(
  measurement: MeasurementOutline | null,
  times: Float64Array | null,
): { player: Player; clock: FrameClock | null; viewStore: ViewStore } {
  const [player] = useState(() => createPlayer(evenClock(1, 1)))
  const [viewStore] = useState(() => createViewStore(1, null))
  const video = measurement?.video ?? null
  const clock = useMemo(() => {
    if (!video) return null
    // Until the real times are read, frames count as evenly spaced.
    return times && times.length > 0
      ? frameClock(times, video.durationS)
      : evenClock(video.frames, video.durationS)
  }, [video, times])

  useEffect(() => {
    if (clock) player.setClock(clock)
  }, [player, clock])
  useEffect(() => {
    if (!video) return
    viewStore.setState(({ widthPx }) => wholeView(video.durationS, widthPx, video.fps ?? 30), true)
  }, [viewStore, video])
  return { player, clock, viewStore }
}
