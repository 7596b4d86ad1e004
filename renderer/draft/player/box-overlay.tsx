import { useSyncExternalStore } from 'react'
import type { Player } from './player.ts'
import styles from './player.module.css'

/** Something at a place of the picture for some time: evidence of a check, a text, a face. */
export interface PointedAt {
  startS: number
  endS: number
  /** x, y, width, height as shares of the picture. */
  box: readonly [number, number, number, number]
  label: string
}

const percent = (share: number): string => `${share * 100}%`

/** A frame around what was pointed at, while the playhead is within its time. */
export function BoxOverlay({ pointedAt, player }: { pointedAt: PointedAt; player: Player }) {
  const isNow = useSyncExternalStore(player.state.subscribe, () => {
    const { frame } = player.state.getState()
    const clock = player.clock()
    const first = clock.frameAt(pointedAt.startS)
    return frame >= first && frame <= Math.max(first, clock.frameAt(pointedAt.endS))
  })
  if (!isNow) return null
  const [x, y, width, height] = pointedAt.box
  return (
    <div
      className={styles.box}
      role="img"
      aria-label={`Framed: ${pointedAt.label}`}
      style={{ left: percent(x), top: percent(y), width: percent(width), height: percent(height) }}
    />
  )
}
