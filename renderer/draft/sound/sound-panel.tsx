import type { MeasurementOutline } from '../../../shared/contract/measurement.ts'
import { spanLabel } from '../scores/check-item.tsx'
import { CutList } from './cut-list.tsx'
import { soundFacts } from './sound-facts.ts'
import styles from './sound.module.css'

/** What is known of the sound, as an editor would ask for it: what is heard, how clear the voice is, mood, key, loudness. */
export function SoundPanel({
  draftId,
  measurement,
  seek,
}: {
  draftId: string
  measurement: MeasurementOutline
  seek: (timeS: number) => void
}) {
  if (!measurement.audio) return <p className={styles.none}>The draft has no sound.</p>
  const { speechOverBed, drops } = measurement
  return (
    <div>
      <dl className={styles.facts}>
        {soundFacts(measurement).map(({ label, value, basis }) => (
          <div key={label} className={styles.fact}>
            <dt>{label}</dt>
            <dd>
              {value}
              {basis && <span className={styles.basis}>{basis}</span>}
            </dd>
          </div>
        ))}
      </dl>
      <CutList draftId={draftId} measurement={measurement} seek={seek} />
      <Times
        label="Speech over the music, stretch by stretch"
        times={(speechOverBed?.spans ?? []).map(({ startS, endS, lu }) => ({
          startS,
          endS,
          words: `${lu} LU`,
        }))}
        seek={seek}
      />
      <Times
        label="Where the music drops"
        times={drops.map(({ timeS, strength }) => ({
          startS: timeS,
          endS: timeS,
          words: `strength ${Math.round(strength * 100)} %`,
        }))}
        seek={seek}
      />
    </div>
  )
}

function Times({
  label,
  times,
  seek,
}: {
  label: string
  times: readonly { startS: number; endS: number; words: string }[]
  seek: (timeS: number) => void
}) {
  if (times.length === 0) return null
  return (
    <section aria-label={label}>
      <h2 className={styles.heading}>{label}</h2>
      <ul className={styles.times}>
        {times.map(({ startS, endS, words }) => (
          <li key={startS}>
            <button type="button" className={styles.time} onClick={() => seek(startS)}>
              <span className={styles.clock}>{spanLabel(startS, endS)}</span> {words}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
