import styles from './score.module.css'

export type Grade = 'good' | 'fair' | 'poor'

/** The word for a score of 1 to 100. */
export function gradeOf(score: number): Grade {
  return score >= 70 ? 'good' : score >= 45 ? 'fair' : 'poor'
}

export interface ScoreProps {
  /** Null: nothing of it could be judged. */
  score: number | null
  label: string
  provisional?: boolean
}

/** A score in a list: the number in the colour of its grade; the grade's word is there for who doesn't see colours. */
export function ScoreNumber({ score, label, provisional = false }: ScoreProps) {
  if (score === null)
    return (
      <span className={`${styles.number} ${styles.unjudged}`} title={`${label}: not judged`}>
        <span aria-hidden>–</span>
        <span className={styles.heard}>{label} not judged</span>
      </span>
    )
  const grade = gradeOf(score)
  return (
    <span
      className={`${styles.number} ${styles[grade]}`}
      title={`${label}: ${score}, ${grade}${provisional ? ', provisional' : ''}`}
    >
      <span className={styles.heard}>{label} </span>
      <span className={styles.digits}>
        {provisional && (
          <span className={styles.about} aria-hidden>
            ~
          </span>
        )}
        {score}
      </span>
      <span className={styles.word}>{grade}</span>
      {provisional && <span className={styles.heard}>, provisional</span>}
    </span>
  )
}

const radius = 30
const circumference = 2 * Math.PI * radius

/** A score as a ring, large, with its grade as a word. */
export function ScoreRing({ score, label, provisional = false }: ScoreProps) {
  const grade = score === null ? 'unjudged' : gradeOf(score)
  return (
    <div className={`${styles.ring} ${styles[grade]}`}>
      <div className={styles.dial}>
        <svg viewBox="0 0 68 68" aria-hidden>
          <circle className={styles.track} cx="34" cy="34" r={radius} />
          <circle
            className={styles.arc}
            cx="34"
            cy="34"
            r={radius}
            strokeDasharray={`${((score ?? 0) / 100) * circumference} ${circumference}`}
          />
        </svg>
        <span className={styles.value}>{score ?? '–'}</span>
      </div>
      <span className={styles.label}>{label}</span>
      <span className={styles.grade}>
        {score === null ? 'not judged' : grade}
        {provisional && <span className={styles.provisional}> provisional</span>}
      </span>
    </div>
  )
}
