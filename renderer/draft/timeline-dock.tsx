import { useRef, useState } from 'react'
import type { Draft } from '../../shared/contract/drafts.ts'
import type { Progress } from '../../shared/contract/progress.ts'
import { ProgressBar } from '../ui/progress-bar.tsx'
import type { Player } from './player/player.ts'
import type { LaneNote } from './timeline/lane.ts'
import type { TimelineData } from './timeline/timeline-data.ts'
import { Timeline } from './timeline/timeline.tsx'
import type { ViewStore } from './timeline/view-store.ts'
import styles from './draft-screen.module.css'

const [lowestShare, highestShare] = [0.15, 0.75]

/** The timeline along the foot of the window, with an edge to drag. */
export function TimelineDock({
  draft,
  data,
  progress,
  player,
  viewStore,
  onNotePressed,
}: {
  draft: Draft
  data: TimelineData | null
  /** How far the measuring anew is. */
  progress: Progress | null
  player: Player
  viewStore: ViewStore
  onNotePressed: (note: LaneNote) => void
}) {
  const dock = useRef<HTMLDivElement>(null)
  /** Null: as high as its lanes, but not more than half. */
  const [share, setShare] = useState<number | null>(null)
  const resize = (next: number): void => setShare(Math.min(highestShare, Math.max(lowestShare, next)))
  return (
    <div
      ref={dock}
      className={styles.dock}
      style={share === null ? {} : { flexBasis: `${share * 100}%`, maxHeight: 'none' }}
    >
      <div
        className={styles.edge}
        role="separator"
        tabIndex={0}
        aria-orientation="horizontal"
        aria-label="Height of the timeline"
        aria-valuemin={lowestShare * 100}
        aria-valuemax={highestShare * 100}
        aria-valuenow={Math.round((share ?? 0.5) * 100)}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={(event) => {
          if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
          const box = dock.current!.parentElement!.getBoundingClientRect()
          resize((box.bottom - event.clientY) / box.height)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
          event.preventDefault()
          event.stopPropagation()
          const now = dock.current!.clientHeight / dock.current!.parentElement!.clientHeight
          resize(now + (event.key === 'ArrowUp' ? 0.03 : -0.03))
        }}
      />
      {data ? (
        <Timeline data={data} player={player} viewStore={viewStore} onNotePressed={onNotePressed} />
      ) : (
        <div className={styles.waiting}>
          {draft.state === 'failed' || draft.state === 'cancelled'
            ? 'There is no timeline: the draft was not measured.'
            : 'The timeline appears as soon as the draft is measured.'}
          {progress && <ProgressBar progress={progress} />}
        </div>
      )}
    </div>
  )
}
