import { EyeOff } from 'lucide-react'
import { IconButton } from '../../ui/button.tsx'
import { WithTooltip } from '../../ui/tooltip.tsx'
import { laneKey } from './all-lanes.ts'
import { tallestLanePx, type LaneLayoutStore, type PlacedLane } from './lane-layout.ts'
import type { TimelineData } from './timeline-data.ts'
import { Button as AriaButton } from 'react-aria-components/Button'
import styles from './timeline.module.css'

export interface LaneLabelsProps {
  data: TimelineData
  placed: readonly PlacedLane[]
  layout: LaneLayoutStore
}

/** Names of the lanes at their left, with what is drawn there on hover; each can be hidden and made higher. */
export function LaneLabels({ data, placed, layout }: LaneLabelsProps) {
  return (
    <ul className={styles.labels} aria-label="Lanes">
      {placed.map(({ lane, heightPx }) => {
        const figure = lane.figure?.(data) ?? null
        return (
          <li key={lane.id} className={styles.label} style={{ height: heightPx + 1 }} data-lane={lane.id}>
            <WithTooltip text={lane.legend(data)}>
              <AriaButton className={styles.laneName!}>
                {lane.label}
                {figure !== null && <span className={styles.figure}>{figure}</span>}
              </AriaButton>
            </WithTooltip>
            {lane.rows?.(data, heightPx).map(({ label, middlePx }) => (
              <span key={label} className={styles.rowLabel} style={{ top: middlePx }} aria-hidden>
                {label}
              </span>
            ))}
            <span className={styles.hide}>
              <IconButton
                label={`Hide ${lane.label}`}
                keys={laneKey(lane)}
                onPress={() => layout.toggle(lane.id)}
              >
                <EyeOff />
              </IconButton>
            </span>
            <HeightHandle
              label={`Height of ${lane.label}`}
              heightPx={heightPx}
              leastPx={lane.leastHeightPx}
              setHeight={(px) => layout.setHeight(lane.id, px)}
            />
          </li>
        )
      })}
    </ul>
  )
}

function HeightHandle({
  label,
  heightPx,
  leastPx,
  setHeight,
}: {
  label: string
  heightPx: number
  leastPx: number
  setHeight: (px: number) => void
}) {
  return (
    <div
      className={styles.handle}
      role="separator"
      tabIndex={0}
      aria-orientation="horizontal"
      aria-label={label}
      aria-valuemin={leastPx}
      aria-valuemax={tallestLanePx}
      aria-valuenow={heightPx}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) setHeight(heightPx + event.movementY)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
        event.preventDefault()
        event.stopPropagation()
        setHeight(heightPx + (event.key === 'ArrowUp' ? -4 : 4))
      }}
    />
  )
}
