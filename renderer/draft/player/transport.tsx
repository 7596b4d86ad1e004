import {
  ChevronFirst,
  ChevronLast,
  Pause,
  Play,
  Repeat,
  SquareDashed,
  StepBack,
  StepForward,
  Volume2,
  VolumeX,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { IconButton } from '../../ui/button.tsx'
import { frameTimecode } from '../../../shared/frame-clock.ts'
import type { Player } from './player.ts'
import styles from './player.module.css'

export interface TransportProps {
  player: Player
  /** Frames can be shown, one by one. */
  canStep: boolean
  canPlay: boolean
  /** Why a copy and not the draft itself is played. */
  proxyReason: string | null
  zone: { isShown: boolean; toggle: () => void } | null
}

/** Play, step, loop, sound, and where the player stands. */
export function Transport({ player, canStep, canPlay, proxyReason, zone }: TransportProps) {
  const speed = useStore(player.state, (state) => state.speed)
  const looping = useStore(player.state, (state) => state.looping)
  return (
    <div className={styles.transport} role="group" aria-label="Playback">
      <div className={styles.side}>
        <TimeReadout player={player} />
        {proxyReason && (
          <span className={styles.proxy} title={proxyReason}>
            Proxy<span className={styles.heard}>: {proxyReason}</span>
          </span>
        )}
      </div>
      <div className={styles.keys}>
        <IconButton
          label="First frame"
          keys="Home"
          isDisabled={!canStep}
          onPress={() => player.seekToFrame(0)}
        >
          <ChevronFirst />
        </IconButton>
        <IconButton
          label="One frame back"
          keys="ArrowLeft"
          isDisabled={!canStep}
          onPress={() => player.step(-1)}
        >
          <StepBack />
        </IconButton>
        <IconButton
          label={speed === 0 ? 'Play' : 'Pause'}
          keys="Space"
          isDisabled={!canPlay}
          onPress={player.toggle}
        >
          {speed === 0 ? <Play /> : <Pause />}
        </IconButton>
        <IconButton
          label="One frame on"
          keys="ArrowRight"
          isDisabled={!canStep}
          onPress={() => player.step(1)}
        >
          <StepForward />
        </IconButton>
        <IconButton
          label="Last frame"
          keys="End"
          isDisabled={!canStep}
          onPress={() => player.seekToFrame(player.clock().frames - 1)}
        >
          <ChevronLast />
        </IconButton>
        <span className={styles.speed} aria-live="polite">
          {speed !== 0 && speed !== 1 ? `${speed < 0 ? '−' : ''}${Math.abs(speed)}×` : ''}
        </span>
      </div>
      <div className={`${styles.side} ${styles.right}`}>
        <Toggle isOn={looping} label="Loop" keys="Shift+L" onPress={player.toggleLooping}>
          <Repeat />
        </Toggle>
        {zone && (
          <Toggle isOn={zone.isShown} label="Safe zone" onPress={zone.toggle}>
            <SquareDashed />
          </Toggle>
        )}
        <Volume player={player} />
      </div>
    </div>
  )
}

function Toggle({
  isOn,
  children,
  ...button
}: {
  isOn: boolean
  label: string
  keys?: string
  onPress: () => void
  children: ReactNode
}) {
  return (
    <span className={styles.toggle} data-on={isOn}>
      <IconButton {...button} aria-pressed={isOn}>
        {children}
      </IconButton>
    </span>
  )
}

function TimeReadout({ player }: { player: Player }) {
  const frame = useStore(player.state, (state) => state.frame)
  const shownFrame = useStore(player.state, (state) => state.shownFrame)
  const clock = player.clock()
  const last = clock.frames - 1
  return (
    <span className={styles.time} data-frame={frame} data-shown-frame={shownFrame ?? ''}>
      <span className={styles.now} title="Minutes, seconds, frame">
        {frameTimecode(clock, frame)}
      </span>
      <span className={styles.total}>/ {frameTimecode(clock, last)}</span>
      <span className={styles.frameNumber} title="Frames count from 0">
        frame {frame.toLocaleString('en')} / {last.toLocaleString('en')}
      </span>
    </span>
  )
}

function Volume({ player }: { player: Player }) {
  const volume = useStore(player.state, (state) => state.volume)
  const muted = useStore(player.state, (state) => state.muted)
  return (
    <>
      <IconButton label={muted ? 'Sound on' : 'Sound off'} keys="M" onPress={player.toggleMuted}>
        {muted || volume === 0 ? <VolumeX /> : <Volume2 />}
      </IconButton>
      <input
        type="range"
        className={styles.volume}
        aria-label="Volume"
        min={0}
        max={1}
        step={0.05}
        value={muted ? 0 : volume}
        onChange={({ target }) => player.setVolume(Number(target.value))}
        // Arrows move this slider, not the playhead.
        onKeyDown={(event) => event.stopPropagation()}
      />
    </>
  )
}
