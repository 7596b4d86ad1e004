import { useEffect, useRef } from 'react'
import { Menu } from '../../ui/menu.tsx'
import { gradeOf } from '../../ui/score.tsx'
import { duration, partLabels } from '../../ui/wording.ts'
import type { PartCheck } from './order-checks.ts'
import styles from './scores.module.css'

export interface CheckItemProps {
  check: PartCheck
  isSelected: boolean
  /** Null while scores are provisional, or where the draft has no account. */
  markForDraft: (() => void) | null
  markForBrand: (() => void) | null
  seek: (timeS: number) => void
}

/** One check: grade in words and number, what it rests on, and what to do. */
export function CheckItem({ check, isSelected, markForDraft, markForBrand, seek }: CheckItemProps) {
  const { label, grade, evidence, fix, part } = check
  const item = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isSelected) item.current?.scrollIntoView({ block: 'nearest' })
  }, [isSelected])
  const word = gradeOf(grade * 100)
  const actions = [
    ...(markForDraft ? [{ id: 'draft', label: 'Intentional in this draft', run: markForDraft }] : []),
    ...(markForBrand ? [{ id: 'brand', label: 'Intentional for this brand', run: markForBrand }] : []),
  ]
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
          {evidence.map(({ startS, endS, note }) => (
            <li key={`${startS} ${note}`}>
              <button type="button" className={styles.seek} onClick={() => seek(startS)}>
                <span className={styles.seekTime}>{spanLabel(startS, endS)}</span> {note}
              </button>
            </li>
          ))}
        </ul>
        {fix && <p className={styles.fix}>{fix}</p>}
      </div>
      {actions.length > 0 && <Menu label={`More for ${label}`} actions={actions} />}
    </li>
  )
}

export function spanLabel(startS: number, endS: number): string {
  return endS - startS < 0.05 ? duration(startS) : `${duration(startS)}–${duration(endS)}`
}
