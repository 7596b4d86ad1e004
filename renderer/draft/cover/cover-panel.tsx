import { Download } from 'lucide-react'
import type { CSSProperties } from 'react'
import type { Draft } from '../../../shared/contract/drafts.ts'
import type { Cover } from '../../../shared/contract/score.ts'
import type { FrameClock } from '../../../shared/frame-clock.ts'
import { useHost } from '../../host/host-context.tsx'
import buttonStyles from '../../ui/button.module.css'
import { spanLabel } from '../scores/check-item.tsx'
import styles from './cover.module.css'

/** The pictures that make the best cover, why, and each to keep as a file. */
export function CoverPanel({
  draft,
  covers,
  clock,
  seek,
}: {
  draft: Draft
  covers: readonly Cover[]
  clock: FrameClock
  seek: (timeS: number) => void
}) {
  const host = useHost()
  if (covers.length === 0) {
    return (
      <p className={styles.none}>
        No picture of this draft would make a good cover: a still is looked at every second, and none is
        sharp, well lit and away from cuts and black.
      </p>
    )
  }
  const { displayWidth, displayHeight } = draft.video ?? { displayWidth: 9, displayHeight: 16 }
  return (
    <ol
      className={styles.covers}
      aria-label="Covers, the best first"
      style={{ '--aspect': displayWidth / displayHeight } as CSSProperties}
    >
      {covers.map(({ timeS, score, reasons }) => {
        const frame = clock.frameAt(timeS)
        const time = spanLabel(timeS, timeS)
        return (
          <li key={timeS} className={styles.cover}>
            <button
              type="button"
              className={styles.picture}
              aria-label={`Show ${time} in the player`}
              onClick={() => seek(timeS)}
            >
              <img src={host.addressOf({ draftId: draft.id, kind: 'frame', frame })} alt="" loading="lazy" />
            </button>
            <div className={styles.words}>
              <p className={styles.head}>
                <span className={styles.score} title={`${Math.round(score * 100)} of 100`}>
                  {Math.round(score * 100)}
                </span>
                <span className={styles.time}>{time}</span>
              </p>
              <p className={styles.reasons}>{reasons.join(' · ')}</p>
              <a
                className={`${buttonStyles.button} ${styles.save}`}
                href={host.addressOf({ draftId: draft.id, kind: 'cover', frame })}
                download
                aria-label={`Save the picture at ${time}`}
              >
                <Download aria-hidden />
                Save picture
              </a>
            </div>
          </li>
        )
      })}
    </ol>
  )
}
