import { z } from 'zod'
import { comparisonSchema } from '../../../shared/contract/compare.ts'
import { doctorSchema } from '../../../shared/contract/doctor.ts'
import { earlyForecastSchema, earlyViewsImportSchema } from '../../../shared/contract/early-views.ts'
import { errorSchema, HooklineError } from '../../../shared/contract/errors.ts'
import { draftForecastSchema, libraryTrainingSchema } from '../../../shared/contract/forecasts.ts'
import { columnMappingSchema, historyImportSchema, historySchema } from '../../../shared/contract/history.ts'
import { markerFileSchema } from '../../../shared/contract/markers.ts'
import { measurementSchema } from '../../../shared/contract/measurement.ts'
import { modelsOutputSchema, tableForecastSchema, trainingSchema } from '../../../shared/contract/models.ts'
import { musicFitSchema, trackSidecarSchema } from '../../../shared/contract/music.ts'
import { detailsSchema, scoreSchema, scoresSchema } from '../../../shared/contract/score.ts'
import type { CommandContext } from '../command-context.ts'

/** The documents that commands print or read, by the names that `hookline schema` takes. */
const schemas = {
  measure: measurementSchema,
  score: scoreSchema,
  scores: scoresSchema,
  compare: comparisonSchema,
  markers: markerFileSchema,
  doctor: doctorSchema,
  music: musicFitSchema,
  track: trackSidecarSchema,
  train: trainingSchema,
  predict: tableForecastSchema,
  models: modelsOutputSchema,
  details: detailsSchema,
  history: historySchema,
  'history-import': historyImportSchema,
  forecast: draftForecastSchema,
  'library-training': libraryTrainingSchema,
  'history-mapping': columnMappingSchema,
  'post-forecast': earlyForecastSchema,
  'early-views': earlyViewsImportSchema,
  error: z.object({ error: errorSchema }),
} as const

/** Not of a result: the list of features itself. */
const featureListName = 'features'

/** `hookline schema NAME`. */
export async function schemaCommand(context: CommandContext, name: string): Promise<void> {
  if (name === featureListName) {
    context.print(JSON.stringify(await context.call('features', {}, name), null, 2))
    return
  }
  if (!Object.hasOwn(schemas, name)) {
    throw new HooklineError(
      'usage',
      `There is no schema ${name}.`,
      `The names are ${[...Object.keys(schemas), featureListName].join(', ')}.`,
    )
  }
  context.print(
    JSON.stringify(
      z.toJSONSchema(schemas[name as keyof typeof schemas], { unrepresentable: 'any' }),
      null,
      2,
    ),
  )
}
