import { Check, CircleHelp, Info, TriangleAlert } from 'lucide-react'
import type { ComplianceResult, Score } from '../../../shared/contract/score.ts'
import { unitsKept } from '../../ui/wording.ts'
import styles from './scores.module.css'

const statusWords: Readonly<Record<ComplianceResult['status'], string>> = {
  fail: 'over the limit',
  warn: 'note',
  'not-judged': 'not judged',
  pass: 'fits',
}
const statusOrder: readonly ComplianceResult['status'][] = ['fail', 'warn', 'not-judged', 'pass']
const icons = { fail: TriangleAlert, warn: Info, 'not-judged': CircleHelp, pass: Check } as const

/** Limits of the platform against what was measured; what needs something done comes first. */
export function CompliancePanel({ score, platformLabel }: { score: Score; platformLabel: string }) {
  const results = score.compliance.toSorted(
    (a, b) => statusOrder.indexOf(a.status) - statusOrder.indexOf(b.status),
  )
  return (
    <ul className={styles.compliance} aria-label={`Limits of ${platformLabel}`}>
      {results.map(({ id, label, status, measured, limit, fix, source, checkedOn }) => {
        const Icon = icons[status]
        return (
          <li key={id} className={styles.limit} data-status={status} data-limit={id}>
            <Icon aria-hidden className={styles.statusIcon} />
            <div className={styles.checkWords}>
              <h2 className={styles.checkLabel}>
                {label} <span className={styles.status}>{statusWords[status]}</span>
              </h2>
              <p className={styles.limitLine}>
                {unitsKept(measured ?? 'Not known')}{' '}
                <span className={styles.quiet}>· {unitsKept(limit)}</span>
              </p>
              {fix && <p className={styles.fix}>{unitsKept(fix)}</p>}
              <p className={styles.source}>
                {source}, looked up {checkedOn}
              </p>
            </div>
          </li>
        )
      })}
    </ul>
  )
}

/** How many limits are not kept. */
export function overLimits(score: Score | null): number {
  return score?.compliance.filter(({ status }) => status === 'fail').length ?? 0
}
