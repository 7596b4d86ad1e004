import { shareText } from './scope-words.ts'
import styles from './models.module.css'

/** How much of what came the intervals held, beside what they should: 50 and 80 of 100. */
export function CoveragePlot({ rows }: { rows: readonly { label: string; of80: number; of50: number }[] }) {
  return (
    <dl className={styles.coverage}>
      {rows.map(({ label, of80, of50 }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <Share held={of50} wanted={0.5} />
            <Share held={of80} wanted={0.8} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Share({ held, wanted }: { held: number; wanted: number }) {
  return (
    <span className={styles.share}>
      <svg className={styles.shareBar} aria-hidden>
        <rect className={styles.held} width={`${100 * held}%`} height="100%" />
        <line className={styles.wanted} x1={`${100 * wanted}%`} x2={`${100 * wanted}%`} y1="0" y2="100%" />
      </svg>
      {shareText(held)} of {shareText(wanted)}
    </span>
  )
}
