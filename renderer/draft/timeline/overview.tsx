import { memo, useEffect, useRef, type PointerEvent as ReactPointerEvent } from 'react'
import type { MeasurementOutline } from '../../../shared/contract/measurement.ts'
import type { Player } from '../player/player.ts'
import type { TimelineData } from './timeline-data.ts'
import type { ViewStore } from './view-store.ts'
import { endOf, startingAt } from './view.ts'
import styles from './timeline.module.css'

/** The whole draft as a bar with its cuts; the window in it is what the lanes show, and drags them. */
export function Overview({
  data,
  player,
  viewStore,
}: {
  data: TimelineData
  player: Player
  viewStore: ViewStore
}) {
  const bar = useRef<HTMLDivElement>(null)
  const shown = useRef<HTMLDivElement>(null)
  const head = useRef<HTMLDivElement>(null)
  const { durationS } = data

  useEffect(() => {
    // Held here: the last events of a draft come when the screen is already empty.
    const window = shown.current!.style
    const line = head.current!.style
    const percent = (timeS: number): string => `${(100 * timeS) / durationS}%`
    const placeShown = (): void => {
      const view = viewStore.getState()
      window.left = percent(view.startS)
      window.width = percent(Math.min(durationS, endOf(view)) - view.startS)
    }
    const placeHead = (): void => {
      line.left = percent(player.clock().timeOf(player.state.getState().frame))
    }
    placeShown()
    placeHead()
    const stops = [viewStore.subscribe(placeShown), player.state.subscribe(placeHead)]
    return () => {
      for (const stop of stops) stop()
    }
  }, [durationS, player, viewStore])

  function drag(event: ReactPointerEvent): void {
    if (!bar.current!.hasPointerCapture(event.pointerId)) return
    const box = bar.current!.getBoundingClientRect()
    const timeS = ((event.clientX - box.left) / box.width) * durationS
    viewStore.setState((view) => startingAt(view, timeS - (endOf(view) - view.startS) / 2), true)
  }

  return (
    <div
      ref={bar}
      className={styles.overview}
      aria-hidden
      onPointerDown={(event) => {
        bar.current!.setPointerCapture(event.pointerId)
        drag(event)
      }}
      onPointerMove={drag}
    >
      <Cuts measurement={data.measurement} />
      <div ref={shown} className={styles.overviewShown} />
      <div ref={head} className={styles.overviewHead} />
    </div>
  )
}

/** One path, however many there are. */
const Cuts = memo(function Cuts({
  measurement: { transitions, video },
}: {
  measurement: MeasurementOutline
}) {
  return (
    <svg className={styles.overviewCuts} viewBox={`0 0 ${video.durationS} 1`} preserveAspectRatio="none">
      <path
        d={transitions.map(({ startS }) => `M${startS} 0V1`).join('')}
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  )
})
