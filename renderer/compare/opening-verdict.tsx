import type { Draft, DraftComparison } from '../../shared/contract/drafts.ts'
import styles from './compare.module.css'

const shownReasons = 4

/** Which opening is stronger, and what makes it so. */
export function OpeningVerdict({
  opening,
  drafts,
}: {
  opening: DraftComparison['opening']
  drafts: readonly Draft[]
}) {
  const strongest = drafts.find(({ id }) => id === opening.strongestId)
  if (!strongest)
    return <p className={styles.verdict}>The openings are equally strong by what was measured.</p>
  const reasons = opening.reasons.slice(0, shownReasons)
  return (
    <div className={styles.verdict}>
      <p>
        <strong>{strongest.name}</strong> has the strongest opening
        {reasons.length === 0 && ', by small differences in many checks'}.
      </p>
      {reasons.length > 0 && (
        <ul className={styles.reasons}>
          {reasons.map(({ checkId, label, strongest: ahead, others }) => (
            <li key={checkId}>
              {label}: {percent(ahead)} against {percent(others)}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function percent(grade: number): string {
  return `${Math.round(grade * 100)} %`
}
