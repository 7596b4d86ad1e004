import type { KeptForecast } from '../../shared/contract/forecasts.ts'
import { figureText, scopeWords } from './scope-words.ts'
import styles from './models.module.css'

const mostShown = 100

/** What was forecast, beside what came. */
export function KeptForecasts({ forecasts }: { forecasts: readonly KeptForecast[] }) {
  if (forecasts.length === 0) return null
  return (
    <section className={styles.scope} aria-label="Forecasts and what came">
      <h2>Forecasts and what came</h2>
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
            </tr>
          </thead>
          <tbody>
            {forecasts.slice(0, mostShown).map(({ id, title, scope, madeAt, forecast, outcome }) => (
              <tr key={id}>
                <th scope="row">{title}</th>
                <td>{scopeWords(scope)}</td>
                <td>{madeAt.slice(0, 10)}</td>
                <td>{figureText(forecast.value)}</td>
                <td>
                  {figureText(forecast.low80)} to {figureText(forecast.high80)}
                </td>
                <td>{outcome ? `${figureText(outcome.value)} (${outcome.seenOn})` : 'not yet'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
