import { useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { useShortcuts } from '../../ui/shortcuts.ts'
import { loopBounds } from '../player/loop-range.ts'
import type { Player } from '../player/player.ts'
import { allLanes, laneKey } from './all-lanes.ts'
import { createLaneLayout, laneScale, placedLanes } from './lane-layout.ts'
import { LaneLabels } from './lane-labels.tsx'
import type { LaneNote } from './lane.ts'
import { Overview } from './overview.tsx'
import { rulerHeightPx } from './ruler.ts'
import { noSnapPoints } from './snapping.ts'
import { snapPoints, type TimelineData } from './timeline-data.ts'
import { TimelineStage } from './timeline-stage.tsx'
import { TimelineTools } from './timeline-tools.tsx'
import type { ViewStore } from './view-store.ts'
import { fitted, xOf, zoomedAround, zoomedTo } from './view.ts'
import styles from './timeline.module.css'

export interface TimelineProps {
  player: Player
  data: TimelineData
  viewStore: ViewStore
  /** A mark on a lane was clicked. */
  onNotePressed: (note: LaneNote) => void
}

const zoomStep = 1.5

/** The draft on its timeline: lanes under one ruler, moved and zoomed together. */
export function Timeline({ player, data, viewStore, onNotePressed }: TimelineProps) {
  const [layout] = useState(() => createLaneLayout(window.localStorage, laneScale(window.innerHeight)))
  const arrangement = useStore(layout)
  const placed = useMemo(() => placedLanes(arrangement), [arrangement])
  const [snapping, setSnapping] = useState(true)
  const snaps = useMemo(() => snapPoints(data.measurement), [data.measurement])
  const hover = useRef<HTMLSpanElement>(null)

  /** The playhead stays where it is on the screen, if it is there. */
  function zoom(factor: number): void {
    const timeS = player.clock().timeOf(player.state.getState().frame)
    viewStore.setState((view) => {
      const x = xOf(view, timeS)
      return zoomedAround(view, factor, x >= 0 && x <= view.widthPx ? x : view.widthPx / 2)
    }, true)
  }
  const zoomIn = (): void => zoom(zoomStep)
  const zoomOut = (): void => zoom(1 / zoomStep)
  const fit = (): void => viewStore.setState(fitted, true)
  function toSelection(): void {
    const { range, frame } = player.state.getState()
    const clock = player.clock()
    const hasRange = range.inFrame !== null || range.outFrame !== null
    const shot = data.measurement.shots.find(
      ({ startFrame, endFrame }) => frame >= startFrame && frame < endFrame,
    )
    const { first, last } = hasRange
      ? loopBounds(range, clock.frames)
      : { first: shot?.startFrame ?? 0, last: (shot?.endFrame ?? clock.frames) - 1 }
    viewStore.setState((view) => zoomedTo(view, clock.timeOf(first), clock.endOf(last)), true)
  }
  const toggleSnapping = (): void => setSnapping(!snapping)

  useShortcuts('Timeline', [
    { keys: '+', also: ['='], shownAs: '+ -', label: 'Zoom in, out', run: zoomIn, repeats: true },
    { keys: '-', label: '', run: zoomOut, repeats: true },
    { keys: 'Shift+Z', label: 'Whole draft', run: fit },
    { keys: 'Z', label: 'Zoom to the range, or to the shot', run: toSelection },
    { keys: 'S', label: 'Snap to cuts and beats on, off', run: toggleSnapping },
    ...allLanes.map((lane) => ({
      keys: laneKey(lane),
      label: `Show, hide ${lane.label.toLowerCase()}`,
      run: () => layout.toggle(lane.id),
    })),
  ])

  return (
    <section className={styles.timeline} aria-label="Timeline">
      <TimelineTools {...{ viewStore, layout, zoomIn, zoomOut, fit, toSelection, snapping, toggleSnapping }}>
        <span ref={hover} className={styles.hover} aria-hidden />
      </TimelineTools>
      <div className={styles.body}>
        <div className={styles.left}>
          <div className={styles.corner} style={{ height: rulerHeightPx }} />
          <LaneLabels data={data} placed={placed} layout={layout} />
        </div>
        <TimelineStage
          player={player}
          viewStore={viewStore}
          data={data}
          placed={placed}
          snaps={snapping ? snaps : noSnapPoints}
          tellHover={(words) => {
            if (hover.current) hover.current.textContent = words
          }}
          onNotePressed={onNotePressed}
        />
      </div>
      <Overview data={data} player={player} viewStore={viewStore} />
    </section>
  )
}
