import type { KeptForecast, LiveFigures } from '../../shared/contract/forecasts.ts'
import { plural } from '../ui/wording.ts'
import { ForecastCells } from './forecast-cells.tsx'
import { outcomeText, scopeWords, shareText, targetOfScope } from './scope-words.ts'
import styles from './models.module.css'

const mostShown = 100
const fromWords = { model: 'by a model', median: 'by your median', spread: 'by the spread of accounts' }

/** What was forecast before posts were out, beside what came. */
export function KeptForecasts({
  forecasts,
  live,
}: {
  forecasts: readonly KeptForecast[]
  live: readonly LiveFigures[]
}) {
  if (forecasts.length === 0) return null
  const shown = [...forecasts]
    .toSorted((a, b) => Number(b.outcome !== null) - Number(a.outcome !== null))
    .slice(0, mostShown)
  return (
    <section className={styles.scope} aria-label="Forecasts and what came">
      <h2>Forecasts and what came</h2>
      {live.length === 0 ? (
        <p className={styles.quiet}>
          Nothing has come yet: link a post of the history to its draft, and its figures are set beside the
          forecast.
        </p>
      ) : (
        <ul className={styles.live}>
          {live.map(({ scope, from, rows, mae, coverage50, coverage80 }) => (
            <li key={`${scope} ${from}`}>
              {scopeWords(scope)}, {fromWords[from]}: {plural(rows, 'forecast')}, off by{' '}
              {outcomeText(targetOfScope(scope)!, mae)} on average; 5 of 10 held {shareText(coverage50)}, 8 of
              10 held {shareText(coverage80)}
            </li>
          ))}
        </ul>
      )}
      <div className={styles.scroll} tabIndex={0} role="region" aria-label="Forecasts">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Video</th>
              <th scope="col">Of</th>
              <th scope="col">Made</th>
              <th scope="col">Forecast</th>
              <th scope="col">8 of 10</th>
              <th scope="col">Came</th>
              <th scope="col">That is</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ id, title, scope, target, madeAt, from, model, forecast, outcome }) => (
              <tr key={id}>
                <th scope="row">{title}</th>
                <td>{scopeWords(scope)}</td>
                <td>
                  {madeAt.slice(0, 10)}{' '}
                  <span className={styles.quiet}>{from === 'model' ? model : fromWords[from]}</span>
                </td>
                <ForecastCells target={target} forecast={forecast} outcome={outcome} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
