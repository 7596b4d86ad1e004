import { basename, resolve } from 'node:path'
import { HooklineError } from '../../../shared/contract/errors.ts'
import type { PredictedTable, TableForecast } from '../../../shared/contract/models.ts'
import type { PlatformId } from '../../../shared/contract/score.ts'
import type { CommandContext } from '../command-context.ts'
import { forecastText as draftForecastText } from '../forecast-text.ts'
import { readDetails } from './score.ts'

export interface PredictOptions {
  platform?: PlatformId
  account?: string
  details?: string
  table?: string
  model?: string
}

type RowForecast = TableForecast['forecasts'][number]

/** `hookline predict FILE [--platform P] [--account A]` of a draft, `hookline predict --table FILE --model ID` of a table. */
export async function predictCommand(
  context: CommandContext,
  file: string | undefined,
  { table, model, platform, account, details }: PredictOptions,
): Promise<void> {
  if (file !== undefined) {
    const told = details === undefined ? null : await readDetails(details)
    const asked = { path: resolve(file), platform, account, details: told }
    const forecast = await context.call('predict', asked, basename(file))
    context.print(context.json ? JSON.stringify(forecast) : draftForecastText(forecast))
    return
  }
  if (table === undefined || model === undefined) {
    throw new HooklineError(
      'usage',
      'Forecasting needs a draft, or --table FILE.csv and --model ID.',
      'See `hookline predict --help`.',
    )
  }
  const predicted = await context.call('predictTable', { path: resolve(table), model }, basename(table))
  const { forecasts, chances, from, movedBy, ...rest } = predicted
  const document: TableForecast = { ...rest, forecasts: rowsOf({ forecasts, chances, from, movedBy }) }
  if (document.absent.length > 0) context.tell(`Not in the table: ${document.absent.join(', ')}.`)
  context.print(context.json ? JSON.stringify(document) : forecastText(document))
}

function rowsOf({
  forecasts,
  chances,
  from,
  movedBy,
}: Pick<PredictedTable, 'forecasts' | 'chances' | 'from' | 'movedBy'>): RowForecast[] {
  return Array.from(forecasts.prediction, (prediction, row): RowForecast => {
    const of = { low: chances.low[row]!, medium: chances.medium[row]!, high: chances.high[row]! }
    return {
      prediction,
      low50: forecasts.low50[row]!,
      high50: forecasts.high50[row]!,
      low80: forecasts.low80[row]!,
      high80: forecasts.high80[row]!,
      class: of.high >= of.low && of.high >= of.medium ? 'high' : of.low >= of.medium ? 'low' : 'medium',
      chances: of,
      from,
      movedBy: movedBy[row] ?? null,
    }
  })
}

function forecastText({ model, target, forecasts }: TableForecast): string {
  const short = (value: number): string =>
    Math.abs(value) >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)
  return [
    `${target} by ${model}:`,
    ...forecasts.map(({ prediction, low80, high80, class: kind, movedBy }, row) => {
      const why = (movedBy ?? [])
        .slice(0, 3)
        .map(({ feature, moves }) => `${moves > 0 ? '+' : '−'} ${feature}`)
      return `${String(row + 1).padStart(6)}  ${short(prediction).padStart(9)}  80 %: ${short(low80)} to ${short(high80)}  ${kind}  ${why.join(', ')}`
    }),
  ].join('\n')
}
