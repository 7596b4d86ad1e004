import type { DraftForecast, LibraryTraining, TargetForecast } from '../../shared/contract/forecasts.ts'
import { earlyForecastText } from './early-forecast-text.ts'

/** A forecast for a person to read. */
export function forecastText({
  account,
  form,
  platform,
  targets,
  similar,
  afterPublishing,
  notes,
}: DraftForecast): string {
  const whose = account ? `${account.name}, ${account.posts} ${form} posts in the history` : 'no account'
  return [
    `Forecast for ${platform} (${whose})`,
    ...targets.flatMap(targetLines),
    ...(similar.length > 0 ? ['Most like these:'] : []),
    ...similar.map(
      ({ publishedOn, title, views, alike }) =>
        `  ${publishedOn ?? '–'}  ${views === null ? '' : `${counted(views)} views  `}${title.slice(0, 60)} (alike in ${alike.slice(0, 2).join(', ')})`,
    ),
    ...notes.map((note) => `  Note: ${note}`),
    ...(afterPublishing ? [earlyForecastText(afterPublishing)] : []),
  ].join('\n')
}

function targetLines(target: TargetForecast): string[] {
  const { label, forecast, says, class: kind, usual, model, movedBy } = target
  if (!forecast) return [`${label}: not known. ${says}.`]
  const of = (value: number): string => valueText(target, value)
  const lines = [
    `${label}: ${of(forecast.value)}  (5 of 10: ${of(forecast.low50)} to ${of(forecast.high50)}, 8 of 10: ${of(forecast.low80)} to ${of(forecast.high80)})${kind ? `, ${kind} for this account` : ''}`,
    `  ${says}`,
  ]
  if (target.from === 'model' && usual) lines.push(`  the account's usual: ${of(usual.value)}`)
  if (model) {
    const { order, mae, medianMae, spearman, coverage80, rows } = model.heldOut
    const how =
      order === 'time' ? 'later posts that it had not seen' : 'posts held out at random, which flatters'
    lines.push(
      `  on ${rows} ${how}: mean error ${of(mae)} (your median ${of(medianMae)}), rank correlation ${spearman === null ? '–' : spearman.toFixed(2)}, 8 of 10 held ${percent(coverage80)}`,
    )
  }
  for (const { about, value, unit, moves, isFactor } of movedBy.slice(0, 4)) {
    const by = isFactor
      ? `${moves > 0 ? '+' : '−'}${percent(Math.abs(moves))}`
      : `${moves > 0 ? '+' : '−'}${of(Math.abs(moves))}`
    lines.push(
      `  ${by.padStart(8)}  ${about}${value === null ? '' : ` (${value}${unit === null ? '' : ` ${unit}`})`}`,
    )
  }
  return lines
}

export function valueText(
  { unit, currency }: Pick<TargetForecast, 'unit' | 'currency'>,
  value: number,
): string {
  if (unit === 'views') return counted(value)
  if (unit === 'share') return `${(100 * value).toFixed(1)} %`
  return `${value.toFixed(2)}${currency === null ? '' : ` ${currency}`}`
}

function counted(value: number): string {
  return Math.round(value).toLocaleString('en')
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`
}

/** What came of a training on the history. */
export function libraryTrainingText({ trained, skipped }: LibraryTraining): string {
  if (trained.length === 0 && skipped.length === 0) {
    return 'There are no posts with a known outcome yet. Import an export of your posts: hookline history import FILE.csv'
  }
  return [
    ...trained.flatMap(({ model, posts, features, seconds, active, betterThanMedian, heldOut }) => [
      `${model}  ${posts} posts, ${features} features, ${seconds.toFixed(1)} s${active ? ', in use' : ''}${betterThanMedian ? '' : ', no better than your median'}`,
      `  ${heldOut.order === 'time' ? 'past to future' : 'held out at random'}: mean error ${short(heldOut.mae)} (your median ${short(heldOut.medianMae)}), rank correlation ${heldOut.spearman === null ? '–' : heldOut.spearman.toFixed(2)}, 8 of 10 held ${percent(heldOut.coverage80)}, 5 of 10 ${percent(heldOut.coverage50)}`,
    ]),
    ...skipped.map(({ scope, reason }) => `${scope}: not trained. ${reason}`),
  ].join('\n')
}

function short(value: number): string {
  return Math.abs(value) >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)
}
