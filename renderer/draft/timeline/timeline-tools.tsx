import { Magnet, Maximize2, Minus, Plus, Rows3, ScanSearch } from 'lucide-react'
import type { ReactNode } from 'react'
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { useStore } from 'zustand'
import { IconButton } from '../../ui/button.tsx'
import { Keys } from '../../ui/keys.tsx'
import menuStyles from '../../ui/menu.module.css'
import { allLanes, laneKey } from './all-lanes.ts'
import type { LaneLayoutStore } from './lane-layout.ts'
import type { LaneId } from './lane.ts'
import type { ViewStore } from './view-store.ts'
import { zoomOfShare, zoomShare, zoomedAround } from './view.ts'
import styles from './timeline.module.css'

export interface TimelineToolsProps {
  viewStore: ViewStore
  layout: LaneLayoutStore
  zoomIn: () => void
  zoomOut: () => void
  fit: () => void
  toSelection: () => void
  snapping: boolean
  toggleSnapping: () => void
  /** What is under the pointer. */
  children: ReactNode
}

/** Zoom, snapping, lanes, and what is under the pointer. */
export function TimelineTools(props: TimelineToolsProps) {
  const { viewStore, layout, snapping } = props
  return (
    <div className={styles.tools} role="group" aria-label="Timeline view">
      <LanesMenu layout={layout} />
      <span className={styles.toggle} data-on={snapping}>
        <IconButton
          label="Snap to cuts and beats"
          keys="S"
          aria-pressed={snapping}
          onPress={props.toggleSnapping}
        >
          <Magnet />
        </IconButton>
      </span>
      {props.children}
      <span className={styles.zoomTools}>
        <IconButton label="Zoom to the range or the shot" keys="Z" onPress={props.toSelection}>
          <ScanSearch />
        </IconButton>
        <IconButton label="Whole draft" keys="Shift+Z" onPress={props.fit}>
          <Maximize2 />
        </IconButton>
        <IconButton label="Zoom out" keys="-" onPress={props.zoomOut}>
          <Minus />
        </IconButton>
        <ZoomSlider viewStore={viewStore} />
        <IconButton label="Zoom in" keys="+" onPress={props.zoomIn}>
          <Plus />
        </IconButton>
      </span>
    </div>
  )
}

function ZoomSlider({ viewStore }: { viewStore: ViewStore }) {
  const share = useStore(viewStore, (view) => Math.round(zoomShare(view) * 100) / 100)
  return (
    <input
      type="range"
      className={styles.zoom}
      aria-label="Zoom"
      aria-valuetext={`${Math.round(share * 100)} %`}
      min={0}
      max={1}
      step={0.01}
      value={share}
      onChange={({ target }) =>
        viewStore.setState((view) => {
          const zoom = zoomOfShare(view, Number(target.value))
          return zoomedAround(view, zoom / view.pixelsPerSecond, view.widthPx / 2)
        }, true)
      }
      onKeyDown={(event) => event.stopPropagation()}
    />
  )
}

function LanesMenu({ layout }: { layout: LaneLayoutStore }) {
  const hidden = useStore(layout, (state) => state.hidden)
  const shown = allLanes.map(({ id }) => id).filter((id) => !hidden.includes(id))
  return (
    <MenuTrigger>
      <IconButton label="Lanes">
        <Rows3 />
      </IconButton>
      <Popover className={menuStyles.popover!} placement="top start" offset={4}>
        <AriaMenu
          className={menuStyles.menu!}
          aria-label="Lanes"
          items={allLanes}
          selectionMode="multiple"
          selectedKeys={shown}
          shouldCloseOnSelect={false}
          onAction={(id) => layout.toggle(id as LaneId)}
        >
          {(lane) => (
            <MenuItem className={styles.menuItem!} textValue={lane.label}>
              {({ isSelected }) => (
                <>
                  <span aria-hidden className={styles.tick}>
                    {isSelected ? '✓' : ''}
                  </span>
                  <span className={styles.menuLabel}>{lane.label}</span>
                  <Keys keys={laneKey(lane)} />
                </>
              )}
            </MenuItem>
          )}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}
