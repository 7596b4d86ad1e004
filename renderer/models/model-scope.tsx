import type { Drift, LiveFigures } from '../../shared/contract/forecasts.ts'
import type { ModelCard, ModelEntry } from '../../shared/contract/models.ts'
import { Button } from '../ui/button.tsx'
import { plural } from '../ui/wording.ts'
import { CompareVersions } from './compare-versions.tsx'
import { CoveragePlot } from './coverage-plot.tsx'
import { judgedFigures } from './judged-figures.ts'
import { KindTable } from './kind-table.tsx'
import { figureText, scopeWords } from './scope-words.ts'
import { VersionChart } from './version-chart.tsx'
import { VersionTable } from './version-table.tsx'
import styles from './models.module.css'

const importancesShown = 8
/** Rank correlation of a value with what it moves from which on it is said. */
const clearDirection = 0.5

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
  const judged = judgedFigures(card)
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
      {card.borrowed && <p>{borrowedWords(card.borrowed)}</p>}
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
              .map(({ feature, moves, direction }) => (
                <li key={feature}>
                  <span>
                    {about(feature)}
                    {direction !== null && Math.abs(direction) >= clearDirection && (
                      <span className={styles.quiet}>
                        {direction > 0 ? ' the more, the higher' : ' the more, the lower'}
                      </span>
                    )}
                  </span>
                  <svg className={styles.importance} aria-hidden>
                    <rect width={`${(100 * moves) / most}%`} height="100%" rx="3" />
                  </svg>
                </li>
              ))}
          </ul>
        </div>
        {drift && drift.features.length > 0 && (
          <div>
            <h3>What has shifted in the newest posts</h3>
            <ul className={styles.importances}>
              {drift.features.map(({ feature, about: words, psi }) => (
                <li key={feature}>
                  <span>{words}</span>
                  <span className={styles.quiet}>PSI {psi.toFixed(2)}</span>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
      {card.kinds && <KindTable scope={scope} compared={card.kinds} />}
      {versions.length > 1 && (
        <div className={styles.columns}>
          <VersionChart scope={scopeWords(scope)} versions={versions} />
          <VersionTable scope={scope} versions={versions} activate={activate} />
        </div>
      )}
      {versions.length > 1 && <CompareVersions scope={scope} versions={versions} about={about} />}
      {versions.length === 1 && <VersionTable scope={scope} versions={versions} activate={activate} />}
    </section>
  )
}

function borrowedWords({ posts, used, mae, maeWithout }: NonNullable<ModelCard['borrowed']>): string {
  const errors = `mean error ${figureText(mae)} with them, ${figureText(maeWithout)} without`
  return used
    ? `${plural(posts, 'post')} of other platforms help this model (${errors}).`
    : `${plural(posts, 'post')} of other platforms were tried and are left out: they don’t surely help (${errors}).`
}
