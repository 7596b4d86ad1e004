import type { PredictedTable } from '../../shared/contract/models.ts'
import { HooklineError } from '../../shared/contract/errors.ts'
import { forecast } from './forecaster.ts'
import { keptModelName, onnxFileName, unpackModel, type KeptModel } from './kept-model.ts'
import { classChances, type Terciles } from './outcome-class.ts'
import { openOnnx } from './onnx/run-model.ts'
import { modelRegistry } from './registry/model-registry.ts'
import { readFeatureTable, type FeatureTable } from './table/feature-table.ts'
import { toScale } from './target-scale.ts'
import { expectedAnswer, shapleyValues } from './trees/tree-shap.ts'

export interface ForecastJob {
  modelsFolder: string
  /** An id, or a scope: then its model in use. */
  model: string
  path: string
}

/** What moves a forecast is told of as many rows. */
const rowsExplained = 200
const mostMovers = 20

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
  const { matrix } = table
  const offsets = offsetsOf(model, table)
  const onnx = await openOnnx(await registry.file(card, onnxFileName))
  const forecasts = (await onnx?.forecast(matrix, offsets)) ?? forecast(model.forecaster, matrix, offsets)
  return {
    model: card.id,
    rows: matrix.rows,
    target: model.target,
    scale: model.forecaster.scale.kind,
    runtime: onnx ? 'onnx' : 'typescript',
    absent: table.absent,
    badCells: table.badCells,
    forecasts,
    chances: chancesOf(model, table, forecasts.prediction),
    from: model.forecaster.start + expectedAnswer(model.forecaster.trees),
    movedBy: Array.from({ length: Math.min(matrix.rows, rowsExplained) }, (_, row) =>
      moversOf(model, table, row, offsets[row]!),
    ),
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

/** By row, what is known of its group. */
function offsetsOf({ groupEffects }: KeptModel, { groups, groupNames, matrix }: FeatureTable): Float64Array {
  const offsets = new Float64Array(matrix.rows)
  groups?.forEach((group, row) => {
    if (group >= 0) offsets[row] = groupEffects[groupNames[group]!] ?? 0
  })
  return offsets
}

function chancesOf(
  model: KeptModel,
  { groups, groupNames, matrix }: FeatureTable,
  prediction: Float64Array,
): PredictedTable['chances'] {
  const { scale } = model.forecaster
  const chances = {
    low: new Float64Array(matrix.rows),
    medium: new Float64Array(matrix.rows),
    high: new Float64Array(matrix.rows),
  }
  for (let row = 0; row < matrix.rows; row++) {
    const group = groups?.[row] ?? -1
    const own = group >= 0 ? model.groupTerciles[groupNames[group]!] : undefined
    const [lower, upper] = (own ?? model.terciles).map((value) =>
      toScale(scale, value),
    ) as unknown as Terciles
    const one = classChances(toScale(scale, prediction[row]!), model.residuals, [lower, upper])
    chances.low[row] = one.low
    chances.medium[row] = one.medium
    chances.high[row] = one.high
  }
  return chances
}

/** What moves the forecast of a row, largest first; the account's own effect is one of them. */
function moversOf(
  { forecaster, features, group }: KeptModel,
  { matrix }: FeatureTable,
  row: number,
  offset: number,
): PredictedTable['movedBy'][number] {
  const movers = Array.from(shapleyValues(forecaster.trees, matrix, row), (moves, f) => ({
    feature: features[f]!.name,
    moves,
  }))
  if (offset !== 0 && group !== null) movers.push({ feature: group, moves: offset })
  const sorted = movers
    .filter(({ moves }) => moves !== 0)
    .sort((a, b) => Math.abs(b.moves) - Math.abs(a.moves))
  const rest = sorted.slice(mostMovers).reduce((sum, { moves }) => sum + moves, 0)
  const shown = sorted.slice(0, mostMovers)
  return rest === 0 ? shown : [...shown, { feature: 'all others', moves: rest }]
}
