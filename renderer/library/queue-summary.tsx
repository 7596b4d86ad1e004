import { useDrafts } from '../state/app-state-context.tsx'
import { plural } from '../ui/wording.ts'
import styles from './queue-summary.module.css'

/** How many there are and how many are still on the way; a screen reader hears it when it changes. */
export function QueueSummary({ shown, total }: { shown: number; total: number }) {
  const byId = useDrafts((drafts) => drafts.byId)
  const count = { measuring: 0, waiting: 0, failed: 0 }
  for (const { state } of byId.values()) if (state in count) count[state as keyof typeof count]++
  const parts = [
    shown === total ? plural(total, 'draft') : `${shown} of ${plural(total, 'draft')}`,
    count.measuring > 0 && `${count.measuring} being measured`,
    count.waiting > 0 && `${count.waiting} waiting`,
    count.failed > 0 && `${count.failed} failed`,
  ]
  return (
    <p role="status" className={styles.summary}>
      {parts.filter(Boolean).join(' · ')}
    </p>
  )
}
