import type { EarlyForecast, EarlyViewsImport } from '../../shared/contract/early-views.ts'

const listedRows = 20

/** A forecast after publishing for a person to read. */
export function earlyForecastText({
  title,
  accountName,
  model,
  counts,
  targets,
  before,
  notes,
}: EarlyForecast): string {
  const last = counts.at(-1)
  return [
    `After publishing: ${title || 'a post without a title'} (${accountName})`,
    ...(last ? [`  seen ${counted(last.views)} times after ${ageText(last.hours)}`] : []),
    ...targets.flatMap(({ label, forecast, says, growth, outcome, target, seen }) => {
      const then = before.find((one) => one.target === target)
      return [
        `${label}: ${counted(forecast.value)}  (5 of 10: ${counted(forecast.low50)} to ${counted(forecast.high50)}, 8 of 10: ${counted(forecast.low80)} to ${counted(forecast.high80)})`,
        `  by ${model}: ${growth.toFixed(2)} times what was seen after ${ageText(seen.hours)}`,
        `  ${says}`,
        ...(then
          ? [
              `  before publishing (${then.madeAt.slice(0, 10)}, ${then.model ?? then.from}): ${counted(then.forecast.value)} (8 of 10: ${counted(then.forecast.low80)} to ${counted(then.forecast.high80)})`,
            ]
          : []),
        ...(outcome ? [`  came: ${counted(outcome.value)} (${outcome.seenOn})`] : []),
      ]
    }),
    ...notes.map((note) => `  Note: ${note}`),
  ].join('\n')
}

export function earlyViewsImportText(
  file: string,
  { tableId, posts, counts, leftOut }: EarlyViewsImport,
): string {
  return [
    `${file}: ${counts.added} counts of ${posts} posts are new, ${counts.known} were known`,
    ...leftOut.slice(0, listedRows).map(({ row, reason }) => `  row ${row}: ${reason}`),
    ...(leftOut.length > listedRows ? [`  and ${leftOut.length - listedRows} more rows`] : []),
    ...(tableId === null ? [] : [`  To take it back: hookline history undo ${tableId}`]),
  ].join('\n')
}

function ageText(hours: number): string {
  return hours < 48 ? `${Number(hours.toFixed(1))} h` : `${Number((hours / 24).toFixed(1))} days`
}

function counted(value: number): string {
  return Math.round(value).toLocaleString('en')
}
