import { useEffect, useRef, useState, type PointerEvent as ReactPointerEvent } from 'react'
import { useStore } from 'zustand'
import type { Player } from '../player/player.ts'
import { frameTimecode } from '../../../shared/frame-clock.ts'
import { duration } from '../../ui/wording.ts'
import { onThemeChange } from '../../ui/canvas-colours.ts'
import { heightOfLanes, type PlacedLane } from './lane-layout.ts'
import type { LaneNote } from './lane.ts'
import { createPainter, type Painter } from './painter.ts'
import { rulerHeightPx } from './ruler.ts'
import { frameUnder, noSnapPoints, type SnapPoints } from './snapping.ts'
import type { TimelineData } from './timeline-data.ts'
import type { ViewStore } from './view-store.ts'
import { resized, scrolledBy, timeAt, turnedTo, xOf, zoomedAround } from './view.ts'
import styles from './timeline.module.css'

export interface TimelineStageProps {
  player: Player
  viewStore: ViewStore
  data: TimelineData
  placed: readonly PlacedLane[]
  /** Empty while snapping is off. */
  snaps: SnapPoints
  /** What is under the pointer is told here. */
  tellHover: (words: string) => void
  onNotePressed: (note: LaneNote) => void
}

const wheelZoomPerPx = 0.0022
const withinPx = 4

/** The drawn part of the timeline: ruler, lanes and the playhead over them. */
export function TimelineStage(props: TimelineStageProps) {
  const { player, viewStore, data, placed } = props
  const stage = useRef<HTMLDivElement>(null)
  const ruler = useRef<HTMLCanvasElement>(null)
  const lanes = useRef<HTMLCanvasElement>(null)
  const waveform = useRef<HTMLDivElement>(null)
  const painter = useRef<Painter | null>(null)
  const now = useRef(props)
  const [hovered, setHovered] = useState<{ note: LaneNote; x: number; y: number } | null>(null)

  useEffect(() => {
    now.current = props
    painter.current?.ask()
  })

  useEffect(() => {
    const made = createPainter(
      { ruler: ruler.current!, lanes: lanes.current!, waveform: waveform.current! },
      () => ({
        view: viewStore.getState(),
        data: now.current.data,
        placed: now.current.placed,
        range: player.state.getState().range,
      }),
    )
    painter.current = made
    const box = stage.current!
    const size = new ResizeObserver(() => viewStore.setState((view) => resized(view, box.clientWidth), true))
    size.observe(box)
    const stops = [
      viewStore.subscribe(made.ask),
      player.state.subscribe((state, before) => {
        if (state.range !== before.range) made.ask()
      }),
      onThemeChange(made.recolour),
      () => size.disconnect(),
      listenToWheel(box, viewStore),
    ]
    made.ask()
    return () => {
      for (const stop of stops) stop()
      made.stop()
      painter.current = null
    }
  }, [player, viewStore])

  function framePointedAt(event: ReactPointerEvent): { frame: number; timeS: number } {
    const x = event.clientX - stage.current!.getBoundingClientRect().left
    const view = viewStore.getState()
    const points = event.altKey ? noSnapPoints : props.snaps
    const { frame } = frameUnder(view, x, data.clock, points)
    return { frame, timeS: Math.max(0, Math.min(data.durationS, timeAt(view, x))) }
  }

  function noteUnder(event: ReactPointerEvent): LaneNote | null {
    const box = lanes.current!.getBoundingClientRect()
    const y = event.clientY - box.top
    const place = placed.find(({ topPx, heightPx }) => y >= topPx && y < topPx + heightPx)
    if (!place || place.lane.missing(data) !== null) return null
    const view = viewStore.getState()
    return place.lane.noteAt(
      {
        timeS: timeAt(view, event.clientX - box.left),
        yPx: y - place.topPx,
        heightPx: place.heightPx,
        withinS: withinPx / view.pixelsPerSecond,
      },
      data,
    )
  }

  function press(event: ReactPointerEvent): void {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const note = noteUnder(event)
    if (note && note.isMark) {
      props.onNotePressed(note)
      return
    }
    player.seekToFrame(framePointedAt(event).frame)
  }

  function move(event: ReactPointerEvent): void {
    const { frame, timeS } = framePointedAt(event)
    props.tellHover(`${duration(timeS)} · frame ${frame.toLocaleString('en')}`)
    if (event.currentTarget.hasPointerCapture(event.pointerId)) {
      if (Math.abs(event.movementX) > 0) player.seekToFrame(frame)
      setHovered(null)
      return
    }
    const note = noteUnder(event)
    setHovered(note && { note, x: event.clientX, y: event.clientY })
  }

  const heightPx = heightOfLanes(placed)
  return (
    <div
      ref={stage}
      className={styles.stage}
      onPointerDown={press}
      onPointerMove={move}
      onPointerLeave={() => {
        setHovered(null)
        props.tellHover('')
      }}
    >
      <canvas ref={ruler} className={styles.ruler} style={{ height: rulerHeightPx }} aria-hidden />
      <div className={styles.lanes} style={{ height: heightPx }}>
        <div ref={waveform} className={styles.waveform} aria-hidden />
        <canvas ref={lanes} className={styles.canvas} aria-hidden />
      </div>
      <Playhead player={player} viewStore={viewStore} />
      {hovered && <HoverNote {...hovered} />}
    </div>
  )
}

/** The playhead moves by a transform alone, so that playing draws no lane anew; it turns the page at its edge. */
function Playhead({ player, viewStore }: { player: Player; viewStore: ViewStore }) {
  const head = useRef<HTMLDivElement>(null)
  const range = useStore(player.state, (state) => state.range)
  useEffect(() => {
    const element = head.current!
    const place = (): void => {
      const { frame } = player.state.getState()
      const clock = player.clock()
      const view = viewStore.getState()
      const x = Math.round(xOf(view, clock.timeOf(frame)))
      element.style.transform = `translateX(${x}px)`
      element.style.visibility = x < -1 || x > view.widthPx + 1 ? 'hidden' : 'visible'
      element.setAttribute('aria-valuenow', String(frame))
      element.setAttribute('aria-valuemax', String(clock.frames - 1))
      element.setAttribute('aria-valuetext', `${frameTimecode(clock, frame)}, frame ${frame}`)
    }
    place()
    const stops = [
      viewStore.subscribe(place),
      player.state.subscribe(({ frame }, before) => {
        if (frame === before.frame) return
        viewStore.setState((view) => turnedTo(view, player.clock().timeOf(frame)), true)
        place()
      }),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [player, viewStore, range])
  return (
    <div
      ref={head}
      className={styles.playhead}
      role="slider"
      tabIndex={0}
      aria-label="Playhead"
      aria-valuemin={0}
      aria-valuenow={0}
    />
  )
}

/** Beside the pointer, towards the middle of the window. */
function HoverNote({ note, x, y }: { note: LaneNote; x: number; y: number }) {
  return (
    <div
      className={styles.note}
      style={{
        ...(x > innerWidth / 2 ? { right: innerWidth - x + 12 } : { left: x + 12 }),
        bottom: innerHeight - y + 10,
      }}
    >
      <strong>{note.title}</strong>
      <span className={styles.noteTime}>
        {duration(note.startS)}
        {note.endS > note.startS && `–${duration(note.endS)}`}
      </span>
      {note.detail && <span>{note.detail}</span>}
    </div>
  )
}

/** Ctrl and the wheel (and so a pinch) zooms at the pointer; Shift or a sideways wheel scrolls. */
function listenToWheel(stage: HTMLElement, viewStore: ViewStore): () => void {
  const turn = (event: WheelEvent): void => {
    const px = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault()
      const x = event.clientX - stage.getBoundingClientRect().left
      // A pinch comes as many small steps of deltaY, a wheel as few large ones.
      const step = Math.max(-120, Math.min(120, event.deltaY * px))
      viewStore.setState((view) => zoomedAround(view, Math.exp(-step * wheelZoomPerPx), x), true)
      return
    }
    const scrolls = stage.parentElement!.scrollHeight > stage.parentElement!.clientHeight + 1
    const sideways = event.deltaX !== 0 ? event.deltaX : event.shiftKey || !scrolls ? event.deltaY : 0
    if (sideways === 0) return
    event.preventDefault()
    viewStore.setState((view) => scrolledBy(view, sideways * px), true)
  }
  stage.addEventListener('wheel', turn, { passive: false })
  return () => stage.removeEventListener('wheel', turn)
}
