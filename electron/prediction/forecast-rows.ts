import type { PredictedTable } from '../../shared/contract/models.ts'
import { forecast } from './forecaster.ts'
import type { KeptModel } from './kept-model.ts'
import { classChances, type Terciles } from './outcome-class.ts'
import { openOnnx } from './onnx/run-model.ts'
import type { FeatureTable } from './table/feature-table.ts'
import { toScale } from './target-scale.ts'
import { expectedAnswer, shapleyValues } from './trees/tree-shap.ts'

/** Rows as a model reads them, and whose they are. */
export type ModelRows = Pick<FeatureTable, 'matrix' | 'groups' | 'groupNames'>

/** What moves a forecast is told of as many rows. */
const rowsExplained = 200
const mostMovers = 20

/** Forecasts rows on ONNX Runtime or, where it has no binary, in TypeScript, and says what moves each forecast. */
export async function forecastRows(
  model: KeptModel,
  onnxBytes: Uint8Array,
  rows: ModelRows,
): Promise<Pick<PredictedTable, 'runtime' | 'forecasts' | 'chances' | 'from' | 'movedBy'>> {
  const { matrix } = rows
  const offsets = offsetsOf(model, rows)
  const onnx = await openOnnx(onnxBytes)
  const forecasts = (await onnx?.forecast(matrix, offsets)) ?? forecast(model.forecaster, matrix, offsets)
  return {
    runtime: onnx ? 'onnx' : 'typescript',
    forecasts,
    chances: chancesOf(model, rows, forecasts.prediction),
    from: model.forecaster.start + expectedAnswer(model.forecaster.trees),
    movedBy: Array.from({ length: Math.min(matrix.rows, rowsExplained) }, (_, row) =>
      moversOf(model, rows, row, offsets[row]!),
    ),
  }
}

/** By row, what is known of its group. */
function offsetsOf({ groupEffects }: KeptModel, { groups, groupNames, matrix }: ModelRows): Float64Array {
  const offsets = new Float64Array(matrix.rows)
  groups?.forEach((group, row) => {
    if (group >= 0) offsets[row] = groupEffects[groupNames[group]!] ?? 0
  })
  return offsets
}

function chancesOf(
  model: KeptModel,
  { groups, groupNames, matrix }: ModelRows,
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
  { matrix }: ModelRows,
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
