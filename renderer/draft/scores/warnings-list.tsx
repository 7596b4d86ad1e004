import type { Warning } from '../../../shared/contract/measurement.ts'
import { spanLabel } from './check-item.tsx'
import styles from './scores.module.css'

/** What the measuring had to say about the file itself. */
export function WarningsList({
  warnings,
  seek,
}: {
  warnings: readonly Warning[]
  seek: (timeS: number) => void
}) {
  if (warnings.length === 0) return null
  return (
    <section className={styles.notJudged} aria-label="About the file">
      <h2 className={styles.heading}>About the file</h2>
      <ul className={styles.plain}>
        {warnings.map(({ code, message, startS, endS }) => (
          <li key={`${code} ${startS}`}>
            {startS === null ? (
              message
            ) : (
              <button type="button" className={styles.seek} onClick={() => seek(startS)}>
                <span className={styles.seekTime}>{spanLabel(startS, endS ?? startS)}</span> {message}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
