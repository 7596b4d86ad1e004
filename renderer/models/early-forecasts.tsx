import type { CallOutput } from '../../shared/contract/calls.ts'
import { ageText, plural } from '../ui/wording.ts'
import { ForecastCells } from './forecast-cells.tsx'
import { outcomeText, scopeWords, shareText } from './scope-words.ts'
import styles from './models.module.css'

const mostShown = 100

/** What was forecast from first views once posts were out: by a model of its own, apart from the others. */
export function EarlyForecasts({
  forecasts,
  live,
}: {
  forecasts: CallOutput<'forecasts'>['early']
  live: CallOutput<'forecasts'>['earlyLive']
}) {
  if (forecasts.length === 0) return null
  return (
    <section className={styles.scope} aria-label="After publishing, and what came">
      <h2>After publishing, and what came</h2>
      {live.map(({ scope, rows, mae, coverage50, coverage80 }) => (
        <p key={scope}>
          {scopeWords(scope)}: the first forecasts of {plural(rows, 'post')} were off by{' '}
          {outcomeText('views7', mae)} on average; 5 of 10 held {shareText(coverage50)}, 8 of 10 held{' '}
          {shareText(coverage80)}
        </p>
      ))}
      <div className={styles.scroll} tabIndex={0} role="region" aria-label="Forecasts after publishing">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Video</th>
              <th scope="col">Of</th>
              <th scope="col">Made</th>
              <th scope="col">From</th>
              <th scope="col">Forecast</th>
              <th scope="col">8 of 10</th>
              <th scope="col">Came</th>
              <th scope="col">That is</th>
            </tr>
          </thead>
          <tbody>
            {forecasts
              .slice(0, mostShown)
              .map(({ id, title, scope, target, madeAt, model, seen, ownPosts, forecast, outcome }) => (
                <tr key={id}>
                  <th scope="row">{title || 'Without a title'}</th>
                  <td>{scopeWords(scope)}</td>
                  <td>
                    {madeAt.slice(0, 10)} <span className={styles.quiet}>{model}</span>
                  </td>
                  <td>
                    {outcomeText(target, seen.views)} after {ageText(seen.hours)}{' '}
                    <span className={styles.quiet}>{plural(ownPosts, 'own post')}</span>
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
