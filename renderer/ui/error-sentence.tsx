import { CircleAlert } from 'lucide-react'
import type { ErrorData } from '../../shared/contract/errors.ts'
import styles from './error-sentence.module.css'

/** What went wrong and what can be done, in the place where it went wrong. */
export function ErrorSentence({ error }: { error: Pick<ErrorData, 'message' | 'hint'> }) {
  return (
    <p className={styles.error}>
      <CircleAlert aria-hidden />
      <span>
        <span className={styles.message}>{error.message}</span>
        {error.hint && <span className={styles.hint}> {error.hint}</span>}
      </span>
    </p>
  )
}
