import { useState } from 'react'
import type { Draft } from '../../shared/contract/drafts.ts'
import type { CheckResult, Score } from '../../shared/contract/score.ts'
import { Button } from '../ui/button.tsx'
import { gradeOf } from '../ui/score.tsx'
import { difference, partLabels } from '../ui/wording.ts'
import { checkRows } from './check-rows.ts'
import styles from './compare.module.css'

/** Grades that differ by less are the same to an editor. */
const tellingSpread = 0.05

/** Every check over all renders, those that tell them apart first. A grade with evidence leads to its time. */
export function CheckTable({
  drafts,
  scores,
  onSeek,
}: {
  drafts: readonly Draft[]
  scores: readonly (Score | null)[]
  onSeek: (timeS: number) => void
}) {
  const [all, setAll] = useState(false)
  const rows = checkRows(scores)
  const telling = rows.filter(({ spread }) => spread >= tellingSpread)
  const shown = all ? rows : telling
  return (
    <section aria-labelledby="compared-checks">
      <div className={styles.tableHead}>
        <h2 id="compared-checks">Checks</h2>
        <Button look="quiet" onPress={() => setAll(!all)}>
          {all ? `Show only the ${telling.length} that differ` : `Show all ${rows.length}`}
        </Button>
      </div>
      {shown.length === 0 ? (
        <p className={styles.quiet}>No check tells these renders apart.</p>
      ) : (
        <div className={styles.tableFrame} tabIndex={0} role="group" aria-label="Checks, side by side">
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">Check</th>
                <th scope="col">Part</th>
                {drafts.map(({ id, name }) => (
                  <th key={id} scope="col" className={styles.gradeCell}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map(({ id, part, label, results }) => (
                <tr key={id}>
                  <th scope="row">{label}</th>
                  <td className={styles.partCell}>{partLabels[part]}</td>
                  {results.map((result, index) => (
                    <td key={drafts[index]!.id} className={styles.gradeCell}>
                      <GradeCell
                        result={result}
                        first={index > 0 ? (results[0] ?? null) : null}
                        onSeek={onSeek}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function GradeCell({
  result,
  first,
  onSeek,
}: {
  result: CheckResult | null
  first: CheckResult | null
  onSeek: (timeS: number) => void
}) {
  if (!result) return <span className={styles.quiet}>not judged</span>
  const grade = Math.round(result.grade * 100)
  const evidence = result.evidence[0]
  const text = (
    <span className={styles[gradeOf(grade)]}>
      {grade}
      {first && (
        <span className={styles.difference}> {difference(grade - Math.round(first.grade * 100))}</span>
      )}
    </span>
  )
  if (!evidence) return text
  return (
    <button
      type="button"
      className={styles.gradeButton}
      title={evidence.note}
      onClick={() => onSeek(evidence.startS)}
    >
      {text}
    </button>
  )
}
