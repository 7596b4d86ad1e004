import type { PredictedTable } from '../../shared/contract/models.ts'
import { HooklineError } from '../../shared/contract/errors.ts'
import { forecastRows } from './forecast-rows.ts'
import { keptModelName, onnxFileName, unpackModel, type KeptModel } from './kept-model.ts'
import { modelRegistry } from './registry/model-registry.ts'
import { readFeatureTable, type FeatureTable } from './table/feature-table.ts'

export interface ForecastJob {
  modelsFolder: string
  /** An id, or a scope: then its model in use. */
  model: string
  path: string
}

/**
 * Forecasts every row of a table.
 *
 * @throws HooklineError `model_unknown`, `model_damaged`, `table_unusable` where the table has none of the model's columns, and what
 *   `readFeatureTable` throws
 */
export async function forecastTable(job: ForecastJob, signal: AbortSignal): Promise<PredictedTable> {
  const registry = modelRegistry(job.modelsFolder)
  const card = await registry.card((await registry.active(job.model)) ?? job.model)
  const model = unpackModel(await registry.file(card, keptModelName))
  const table = await readForModel(job.path, model, signal)
  const answered = await forecastRows(model, await registry.file(card, onnxFileName), table)
  return {
    model: card.id,
    rows: table.matrix.rows,
    target: model.target,
    scale: model.forecaster.scale.kind,
    absent: table.absent,
    badCells: table.badCells,
    ...answered,
  }
}

async function readForModel(path: string, model: KeptModel, signal: AbortSignal): Promise<FeatureTable> {
  const request = { path, target: null, time: null, features: null, plans: model.plans }
  const table = await readFeatureTable({ ...request, group: model.group }, signal)
  if (table.absent.length < model.plans.length) return table
  throw new HooklineError(
    'table_unusable',
    `${path} has none of the columns that the model was trained on.`,
    `They are ${model.plans.map(({ name }) => name).join(', ')}.`,
  )
}
