import { Pause, Play } from 'lucide-react'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { IconButton } from '../ui/button.tsx'
import { duration } from '../ui/wording.ts'
import styles from './compare.module.css'
import type { InStep } from './in-step.ts'

/** Plays all renders together and shows the time they have in common. */
export function Transport({ inStep }: { inStep: InStep }) {
  const playing = useSyncExternalStore(inStep.subscribe, inStep.isPlaying)
  const durationS = useSyncExternalStore(inStep.subscribe, inStep.durationS)
  const slider = useRef<HTMLInputElement>(null)
  const time = useRef<HTMLOutputElement>(null)
  useEffect(() => {
    // Written past React: it changes with every picture.
    const show = (): void => {
      if (slider.current) {
        slider.current.value = String(inStep.timeS())
        slider.current.setAttribute('aria-valuetext', duration(inStep.timeS()))
      }
      if (time.current) time.current.textContent = duration(inStep.timeS())
    }
    show()
    return inStep.subscribe(show)
  }, [inStep, durationS])

  return (
    <div className={styles.transport}>
      <IconButton
        label={playing ? 'Pause' : 'Play all in step'}
        keys="Space"
        onPress={() => (playing ? inStep.pause() : inStep.play())}
      >
        {playing ? <Pause /> : <Play />}
      </IconButton>
      <output ref={time} className={styles.time} />
      <input
        ref={slider}
        className={styles.slider}
        type="range"
        aria-label="Time in all renders"
        min={0}
        max={durationS}
        step={0.01}
        defaultValue={0}
        onChange={(event) => inStep.seek(Number(event.target.value))}
      />
      <span className={styles.time}>{duration(durationS)}</span>
    </div>
  )
}
