import { Play } from 'lucide-react'
import type { RankedTrack } from '../../../shared/contract/music.ts'
import { Button } from '../../ui/button.tsx'
import { duration, plural } from '../../ui/wording.ts'
import { Excerpt } from '../sound/excerpt.tsx'
import styles from './music.module.css'

/** A track: how well it fits, where it begins; opened, why, and what to know before it is used. */
export function TrackItem({
  draftId,
  track,
  isHeard,
  hear,
}: {
  draftId: string
  track: RankedTrack
  isHeard: boolean
  hear: (isHeard: boolean) => void
}) {
  const { name, title, artist, fit, parts, inPoint, sha256, warnings } = track
  const startS = inPoint?.startS ?? 0
  const called = title ?? name
  return (
    <li className={styles.track}>
      <span className={styles.fit} title={fit === null ? 'Nothing of it can be told' : `${fit} of 100`}>
        {fit ?? '–'}
      </span>
      <div className={styles.words}>
        <h2 className={styles.name}>
          {called} <span className={styles.quiet}>{artist ?? (title ? name : '')}</span>
        </h2>
        <details>
          <summary className={styles.quiet}>
            {factsOf(track)}
            {warnings.length > 0 && (
              <span className={styles.warning}> · {plural(warnings.length, 'warning')}</span>
            )}
          </summary>
          <ul className={styles.plain}>
            {parts.map(({ id, label, grade, reason }) => (
              <li key={id}>
                <span className={styles.grade}>{grade === null ? '–' : Math.round(grade * 100)}</span> {label}
                : <span className={styles.quiet}>{reason}</span>
              </li>
            ))}
          </ul>
          {inPoint?.onBar && <p className={styles.quiet}>A bar begins at {duration(startS)}.</p>}
          {warnings.map(({ code, message }) => (
            <p key={`${code} ${message}`} className={styles.warning}>
              {message}
            </p>
          ))}
        </details>
        {isHeard && (
          <Excerpt
            resource={{ kind: 'track', draftId, sha256, startS }}
            label={called}
            onClose={() => hear(false)}
          />
        )}
      </div>
      <Button
        look="quiet"
        icon={<Play aria-hidden />}
        aria-label={`Hear ${called} from ${duration(startS)}`}
        onPress={() => hear(!isHeard)}
      >
        {duration(startS)}
      </Button>
    </li>
  )
}

export function factsOf({ durationS, tempo, key, mood, rights }: RankedTrack): string {
  return [
    duration(durationS),
    ...(tempo ? [`${Math.round(tempo.bpm)} BPM`] : []),
    ...(key ? [`${key.tonic.replace('#', '♯')} ${key.mode}`] : []),
    ...(mood ? [mood.label] : []),
    `rights: ${rights.status}${rights.licence ? ` (${rights.licence})` : ''}`,
  ].join(' · ')
}
