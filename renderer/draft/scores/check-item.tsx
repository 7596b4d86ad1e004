import { EllipsisVertical } from 'lucide-react'
import { memo, useEffect, useRef } from 'react'
import type { Evidence } from '../../../shared/contract/score.ts'
import { RowButton } from '../../ui/row-button.tsx'
import { gradeOf } from '../../ui/score.tsx'
import { duration, partLabels, unitsKept } from '../../ui/wording.ts'
import type { PartCheck } from './order-checks.ts'
import styles from './scores.module.css'

export type OpenCheckMenu = (at: { check: PartCheck; anchor: Element }) => void

export interface CheckItemProps {
  check: PartCheck
  isSelected: boolean
  /** Null: nothing further can be done with it, as while scores are provisional. */
  openMenu: OpenCheckMenu | null
  showEvidence: (evidence: Evidence) => void
}

/** One check: grade in words and number, what it rests on, and what to do. */
export const CheckItem = memo(function CheckItem({
  check,
  isSelected,
  openMenu,
  showEvidence,
}: CheckItemProps) {
  const { label, grade, evidence, fix, part } = check
  const item = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isSelected) item.current?.scrollIntoView({ block: 'nearest' })
  }, [isSelected])
  const word = gradeOf(grade * 100)
  return (
    <li
      ref={item}
      className={styles.check}
      data-grade={word}
      data-selected={isSelected}
      data-check={check.id}
    >
      <span className={styles.grade} title={`${word}, ${Math.round(grade * 100)} of 100`}>
        {Math.round(grade * 100)}
        <span className={styles.gradeWord}>{word}</span>
      </span>
      <div className={styles.checkWords}>
        <h2 className={styles.checkLabel}>
          {label} <span className={styles.part}>{partLabels[part]}</span>
        </h2>
        <ul className={styles.evidence}>
          {evidence.map((one) => (
            <li key={`${one.startS} ${one.note}`}>
              <button type="button" className={styles.seek} onClick={() => showEvidence(one)}>
                <span className={styles.seekTime}>{spanLabel(one.startS, one.endS)}</span>{' '}
                {unitsKept(one.note)}
              </button>
            </li>
          ))}
        </ul>
        {fix && <p className={styles.fix}>{unitsKept(fix)}</p>}
      </div>
      {openMenu && (
        <RowButton label={`More for ${label}`} opensMenu onPress={(anchor) => openMenu({ check, anchor })}>
          <EllipsisVertical />
        </RowButton>
      )}
    </li>
  )
})

export function spanLabel(startS: number, endS: number): string {
  return endS - startS < 0.05 ? duration(startS) : `${duration(startS)}–${duration(endS)}`
}
