import type { DraftForecast, WhatIf } from '../../../shared/contract/forecasts.ts'
import { Select } from '../../ui/select.tsx'
import styles from './forecast.module.css'

const wishes: { id: WhatIf | 'none'; label: string }[] = [
  { id: 'none', label: 'As it is' },
  { id: 'hook-typical', label: 'As usual for this account' },
  { id: 'hook-best', label: 'As the best tenth of this account' },
  { id: 'hook', label: 'As good as it gets' },
]

/** Asks the model again as if the hook were another one, and says which grades that would change. */
export function OtherHook({
  wish,
  onWish,
  changed,
}: {
  wish: WhatIf | 'none'
  onWish: (wish: WhatIf | 'none') => void
  /** Null: nothing was asked, or it can't be told. */
  changed: NonNullable<DraftForecast['whatIf']>['changed'] | null
}) {
  return (
    <section className={styles.card} aria-label="Change the hook">
      <Select label="Change the hook: what would move" value={wish} options={wishes} onChange={onWish} />
      {wish !== 'none' && (
        <p className={styles.quiet}>
          The model asked again with these grades of the hook. It tells what went together with them in the
          posts it learned from, not what a better hook causes: no promise.
        </p>
      )}
      {wish !== 'none' && changed?.length === 0 && <p className={styles.quiet}>The hook is so already.</p>}
      {changed && changed.length > 0 && (
        <details className={styles.details}>
          <summary>What would change ({changed.length})</summary>
          <ul className={styles.movers} aria-label="What would change">
            {changed.map(({ feature, about, from, to }) => (
              <li key={feature}>
                <span>
                  {gradeText(feature, from)} → {gradeText(feature, to)}
                </span>
                <span>{about}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function gradeText(feature: string, value: number): string {
  return feature === 'score.hook' ? String(Math.round(value)) : value.toFixed(2)
}
