import type { ReactNode } from 'react'
import styles from './empty-state.module.css'

/** Fills a screen that has nothing to show: says what belongs here and what to do. */
export function EmptyState({
  title,
  children,
  actions,
}: {
  title: string
  children: ReactNode
  actions?: ReactNode
}) {
  return (
    <div className={styles.empty}>
      <h1 className={styles.title}>{title}</h1>
      <div className={styles.text}>{children}</div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}
