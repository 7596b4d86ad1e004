import { Label } from 'react-aria-components/Label'
import { ProgressBar as AriaProgressBar } from 'react-aria-components/ProgressBar'
import type { Progress } from '../../shared/contract/progress.ts'
import { stageLabels, timeLeft } from './wording.ts'
import styles from './progress-bar.module.css'

/** How far something is: stage, per cent and the time left, once it can be told. */
export function ProgressBar({
  progress,
  stageLabel,
}: {
  progress: Progress
  /** Replaces the stage's own word. */
  stageLabel?: string
}) {
  const stage = stageLabel ?? stageLabels[progress.stage]
  const waits = progress.stage === 'waiting'
  return (
    <AriaProgressBar
      className={styles.progress!}
      minValue={0}
      maxValue={1}
      value={progress.fraction}
      isIndeterminate={waits}
      formatOptions={{ style: 'percent' }}
    >
      {({ valueText }) => (
        <>
          <span className={styles.words}>
            <Label className={styles.stage}>{stage}</Label>
            {!waits && <span>{valueText}</span>}
            {progress.timeLeftS !== null && <span>{timeLeft(progress.timeLeftS)}</span>}
          </span>
          <span className={styles.track}>
            {!waits && <span className={styles.fill} style={{ width: `${progress.fraction * 100}%` }} />}
          </span>
        </>
      )}
    </AriaProgressBar>
  )
}
