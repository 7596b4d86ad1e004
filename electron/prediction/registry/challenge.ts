import type { Challenge } from '../../../shared/contract/models.ts'
import { meanAbsoluteError } from '../accuracy.ts'
import { forecast, type Forecasts } from '../forecaster.ts'
import type { KeptModel } from '../kept-model.ts'
import { readFeatureTable } from '../table/feature-table.ts'
import type { TrainedOnTable } from '../train-on-table.ts'

/**
 * Sets a new model beside the one in use, on the same posts and each by what it said before it had seen them: of posts that both were
 * trained on their out-of-fold forecasts, of newer ones what the champion forecasts now.
 *
 * @throws HooklineError what `readFeatureTable` throws
 */
export async function challenge(
  champion: { id: string; model: KeptModel },
  { table, outOfFold }: TrainedOnTable,
  path: string,
  signal: AbortSignal,
): Promise<Challenge> {
  const { model } = champion
  const known = new Map<number, number>()
  model.seen.keys.forEach((key, i) => known.set(key, model.seen.predictions[i]!))
  const target = table.target!
  const rows = Int32Array.from({ length: target.length }, (_, row) => row).filter(
    (row) => !Number.isNaN(target[row]!),
  )
  const isNew = rows.some((row) => !known.has(table.keys[row]!))
  const answers = isNew ? (await forecastAnew(model, path, signal)).prediction : null
  const actual = Float64Array.from(rows, (row) => target[row]!)
  const championMae = meanAbsoluteError(
    actual,
    Float64Array.from(rows, (row) => known.get(table.keys[row]!) ?? answers![row]!),
  )
  const challengerMae = meanAbsoluteError(
    actual,
    Float64Array.from(rows, (row) => outOfFold.prediction[row]!),
  )
  return {
    champion: champion.id,
    rows: rows.length,
    championMae,
    challengerMae,
    replaced: challengerMae <= championMae,
  }
}

async function forecastAnew(model: KeptModel, path: string, signal: AbortSignal): Promise<Forecasts> {
  const request = { path, target: null, group: null, time: null, features: null, plans: model.plans }
  const { matrix } = await readFeatureTable(request, signal)
  return forecast(model.forecaster, matrix)
}
