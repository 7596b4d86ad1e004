import type { Drift, LiveFigures } from '../../shared/contract/forecasts.ts'
import type { ModelEntry } from '../../shared/contract/models.ts'
import { Button } from '../ui/button.tsx'
import { plural } from '../ui/wording.ts'
import { CoveragePlot } from './coverage-plot.tsx'
import { figureText, scopeWords } from './scope-words.ts'
import styles from './models.module.css'

const importancesShown = 8

/** The versions of what one model forecasts: the one in use with its figures, the others to compare and go back to. */
export function ModelScope({
  scope,
  versions,
  live,
  drift,
  about,
  activate,
  rollBack,
}: {
  scope: string
  /** Newest first. */
  versions: readonly ModelEntry[]
  live: LiveFigures | null
  drift: Drift | null
  /** A feature in words. */
  about: (feature: string) => string
  activate: (model: string) => void
  rollBack: (scope: string) => void
}) {
  const { card } = versions.find(({ active }) => active) ?? versions[0]!
  const judged = card.timeOrder?.past ?? card.figures
  const order = card.timeOrder
    ? 'later posts that it had not seen'
    : 'posts held out at random, which flatters'
  const most = card.importances[0]?.moves ?? 0
  return (
    <section className={styles.scope} aria-label={scopeWords(scope)}>
      <header className={styles.scopeHead}>
        <h2>{scopeWords(scope)}</h2>
        {versions.length > 1 && <Button onPress={() => rollBack(scope)}>Roll back</Button>}
      </header>
      {drift?.alert && <p className={styles.alert}>{drift.alert}</p>}
      <p>
        On {judged.rows} {order}: {judged.betterThanMedian ? 'better' : 'no better'} than your median (mean
        error {figureText(judged.mae)}, your median’s {figureText(judged.median.mae)})
        {judged.betterThanMedian ? '.' : ', so your median is what is shown.'}
      </p>
      <div className={styles.columns}>
        <div>
          <h3>What its intervals held</h3>
          <CoveragePlot
            rows={[
              {
                label: card.timeOrder ? 'later posts' : 'at random',
                of80: judged.coverage80,
                of50: judged.coverage50,
              },
              ...(live
                ? [
                    {
                      label: `${plural(live.rows, 'forecast')} since`,
                      of80: live.coverage80,
                      of50: live.coverage50,
                    },
                  ]
                : []),
            ]}
          />
        </div>
        <div>
          <h3>What moves its forecasts</h3>
          <ul className={styles.importances}>
            {card.importances
              .filter(({ moves }) => moves > 0)
              .slice(0, importancesShown)
              .map(({ feature, moves }) => (
                <li key={feature}>
                  <span className={styles.importance} style={{ width: `${(40 * moves) / most}%` }} />
                  {about(feature)}
                </li>
              ))}
          </ul>
        </div>
        {drift && drift.features.length > 0 && (
          <div>
            <h3>What has shifted in the newest posts</h3>
            <ul className={styles.importances}>
              {drift.features.map(({ feature, about, psi }) => (
                <li key={feature}>
                  {about} (PSI {psi.toFixed(2)})
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
      <Versions scope={scope} versions={versions} activate={activate} />
    </section>
  )
}

function Versions({
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
            <th scope="col">80 % held</th>
            <th scope="col">In use</th>
          </tr>
        </thead>
        <tbody>
          {versions.map(({ card, active }) => {
            const { mae, spearman, coverage80 } = card.timeOrder?.past ?? card.figures
            return (
              <tr key={card.id}>
                <th scope="row">{card.version}</th>
                <td>{card.createdAt.slice(0, 16).replace('T', ' ')}</td>
                <td>{card.data.rows}</td>
                <td>{figureText(mae)}</td>
                <td>{spearman === null ? '–' : spearman.toFixed(2)}</td>
                <td>{(100 * coverage80).toFixed(0)} %</td>
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
