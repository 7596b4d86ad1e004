import type { ModelCard } from '../../shared/contract/models.ts'
import { plural } from '../ui/wording.ts'
import { figureText, scopeWords, shareText } from './scope-words.ts'
import styles from './models.module.css'

type Kinds = NonNullable<ModelCard['kinds']>

const kindWords: Readonly<Record<Kinds['kinds'][number]['kind'], string>> = {
  boosting: 'Boosted trees',
  forest: 'Random forest',
  combination: 'Both combined',
  base: 'Your median',
}

/** How each kind of model did on the same held-out posts at the last monthly comparison; the least error stands out. */
export function KindTable({ scope, compared }: { scope: string; compared: Kinds }) {
  const least = Math.min(...compared.kinds.map(({ mae }) => mae))
  return (
    <div>
      <h3>Kinds of models, compared on {compared.comparedAt.slice(0, 10)}</h3>
      <p className={styles.quiet}>
        {plural(compared.rows, 'post')} held out{' '}
        {compared.order === 'time' ? 'in order of time' : 'at random'}, the same for each
      </p>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={`Kinds: ${scopeWords(scope)}`}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Kind</th>
              <th scope="col">Mean error</th>
              <th scope="col">Rank correlation</th>
              <th scope="col">8 of 10 held</th>
            </tr>
          </thead>
          <tbody>
            {compared.kinds.map(({ kind, mae, spearman, coverage80 }) => (
              <tr key={kind}>
                <th scope="row">{kindWords[kind]}</th>
                <td className={mae === least ? styles.least : undefined}>{figureText(mae)}</td>
                <td>{spearman === null ? '–' : spearman.toFixed(2)}</td>
                <td>{shareText(coverage80)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}
