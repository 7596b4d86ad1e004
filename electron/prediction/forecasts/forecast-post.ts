import type { ModelCard } from '../../../shared/contract/models.ts'
import { HooklineError } from '../../../shared/contract/errors.ts'
import type { Intervals } from '../../../shared/contract/forecasts.ts'
import { forecastRows, type ModelRows } from '../forecast-rows.ts'
import { keptModelName, onnxFileName, unpackModel, type KeptModel } from '../kept-model.ts'
import { modelRegistry } from '../registry/model-registry.ts'
import { columnReader } from '../table/column-reader.ts'
import { postColumns } from './post-table.ts'

export interface PostForecastJob {
  modelsFolder: string
  /** Of each the model in use is asked. */
  scopes: readonly string[]
  /** One draft, by column. */
  cells: Readonly<Record<string, string>>
}

/** What a model says of one draft. */
export interface PostForecast {
  card: ModelCard
  forecast: Intervals
  chances: { low: number; medium: number; high: number }
  /** On the learned scale, largest first. */
  movedBy: { feature: string; moves: number }[]
}

export interface PostForecasts {
  forecasts: Record<string, PostForecast>
  /** Why a model that should be there was not asked. */
  notes: string[]
}

/** Asks the model in use of each scope about one draft. A damaged model is told of and not asked. */
export async function forecastPost({ modelsFolder, scopes, cells }: PostForecastJob): Promise<PostForecasts> {
  const registry = modelRegistry(modelsFolder)
  const forecasts: PostForecasts['forecasts'] = {}
  const notes: string[] = []
  for (const scope of scopes) {
    const id = await registry.active(scope)
    if (id === null) continue
    try {
      const card = await registry.card(id)
      const model = unpackModel(await registry.file(card, keptModelName))
      forecasts[scope] = await ask(card, model, await registry.file(card, onnxFileName), cells)
    } catch (thrown) {
      if (!(thrown instanceof HooklineError)) throw thrown
      notes.push(`${thrown.message} ${thrown.hint ?? ''}`.trim())
    }
  }
  return { forecasts, notes }
}

async function ask(
  card: ModelCard,
  model: KeptModel,
  onnx: Uint8Array,
  cells: PostForecastJob['cells'],
): Promise<PostForecast> {
  const { forecasts, chances, movedBy } = await forecastRows(model, onnx, rowOf(model, cells))
  const { prediction, low50, high50, low80, high80 } = forecasts
  return {
    card,
    forecast: {
      value: prediction[0]!,
      low50: low50[0]!,
      high50: high50[0]!,
      low80: low80[0]!,
      high80: high80[0]!,
    },
    chances: { low: chances.low[0]!, medium: chances.medium[0]!, high: chances.high[0]! },
    movedBy: movedBy[0]!,
  }
}

/** The draft as the model reads tables. */
function rowOf(model: KeptModel, cells: PostForecastJob['cells']): ModelRows {
  const read = model.plans.map((plan) => {
    const reader = columnReader(plan, model.continental)
    reader.read(cells[plan.name] ?? '')
    return { features: reader.features, columns: reader.finish() }
  })
  const account = cells[postColumns.account] ?? ''
  return {
    matrix: {
      rows: 1,
      features: read.flatMap((one) => one.features),
      columns: read.flatMap((one) => one.columns),
    },
    groups: Int32Array.of(account === '' ? -1 : 0),
    groupNames: [account],
  }
}
