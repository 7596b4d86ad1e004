import { Play } from 'lucide-react'
import { useState } from 'react'
import type { MeasurementOutline, SyncPoint } from '../../../shared/contract/measurement.ts'
import { besideBeat, cutMove } from '../../../shared/cut-offset.ts'
import { Button } from '../../ui/button.tsx'
import { duration } from '../../ui/wording.ts'
import { Excerpt } from './excerpt.tsx'
import styles from './sound.module.css'

/** The cuts that are off the beat, furthest first, each to be heard as it is and moved. */
export function CutList({
  draftId,
  measurement: { sync, syncSummary },
  seek,
}: {
  draftId: string
  measurement: MeasurementOutline
  seek: (timeS: number) => void
}) {
  const [heard, setHeard] = useState<{ frame: number; by: number } | null>(null)
  const off = offTheBeat(sync)
  if (!syncSummary) return null
  return (
    <section aria-label="Cuts off the beat">
      <h2 className={styles.heading}>
        Cuts off the beat: {off.length} of {syncSummary.judged}
      </h2>
      <ul className={styles.times}>
        {off.map((point) => {
          const { frame, offsetFrames } = point
          const isHeard = heard?.frame === frame
          const at = duration(point.transitionS)
          const move = cutMove(point)
          return (
            <li key={frame}>
              <button type="button" className={styles.time} onClick={() => seek(point.transitionS)}>
                <span className={styles.clock}>{at}</span> {besideBeat(point)}
              </button>
              <div className={styles.hear}>
                <Button
                  look="quiet"
                  icon={<Play aria-hidden />}
                  aria-label={`Hear the cut at ${at} as it is`}
                  onPress={() => setHeard({ frame, by: 0 })}
                >
                  As it is
                </Button>
                <Button
                  look="quiet"
                  icon={<Play aria-hidden />}
                  aria-label={`Hear the cut at ${at} moved ${move}`}
                  onPress={() => setHeard({ frame, by: -offsetFrames })}
                >
                  Moved {move}
                </Button>
              </div>
              {isHeard && (
                <Excerpt
                  key={heard.by}
                  resource={{ kind: 'cut', draftId, ...heard }}
                  label={heard.by === 0 ? `the cut at ${at} as it is` : `the cut at ${at} moved ${move}`}
                  onClose={() => setHeard(null)}
                />
              )}
            </li>
          )
        })}
      </ul>
      {heard !== null && heard.by !== 0 && (
        <p className={styles.basis}>
          The export holds no frames beyond its cuts: the shot that grows is slowed down for up to a second.
          The sound is untouched.
        </p>
      )}
    </section>
  )
}

/** Those that a whole frame brings nearer. */
export function offTheBeat(sync: readonly SyncPoint[]): SyncPoint[] {
  return sync
    .filter((point) => !point.onBeat && cutMove(point) !== null)
    .toSorted((a, b) => Math.abs(b.offsetMs) - Math.abs(a.offsetMs))
}
