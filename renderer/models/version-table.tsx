import type { ModelEntry } from '../../shared/contract/models.ts'
import { Button } from '../ui/button.tsx'
import { judgedFigures } from './judged-figures.ts'
import { figureText, scopeWords, shareText } from './scope-words.ts'
import styles from './models.module.css'

/** The versions that are kept, each with how it did; any can be put in use. */
export function VersionTable({
  scope,
  versions,
  activate,
}: {
  scope: string
  versions: readonly ModelEntry[]
  activate: (model: string) => void
}) {
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={`Versions: ${scopeWords(scope)}`}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Version</th>
            <th scope="col">Trained</th>
            <th scope="col">Posts</th>
            <th scope="col">Mean error</th>
            <th scope="col">Rank correlation</th>
            <th scope="col">8 of 10 held</th>
            <th scope="col">In use</th>
          </tr>
        </thead>
        <tbody>
          {versions.map(({ card, active }) => {
            const { mae, spearman, coverage80 } = judgedFigures(card)
            return (
              <tr key={card.id}>
                <th scope="row">{card.version}</th>
                <td title={card.createdAt.slice(0, 16).replace('T', ' ')}>{card.createdAt.slice(0, 10)}</td>
                <td>{card.data.rows}</td>
                <td>{figureText(mae)}</td>
                <td>{spearman === null ? '–' : spearman.toFixed(2)}</td>
                <td>{shareText(coverage80)}</td>
                <td>
                  {active ? (
                    'yes'
                  ) : (
                    <Button look="quiet" onPress={() => activate(card.id)}>
                      Use {card.version}
                    </Button>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
