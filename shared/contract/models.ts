import { z } from 'zod'

/** Forecast models: how they are trained on tables, kept and asked. */

const figure = z.number().nullable()

/** How a model did on posts that it had not seen, in the unit of its target. */
export const modelMetricsSchema = z.object({
  mae: z.number().describe('mean absolute error'),
  r2: figure,
  spearman: figure.describe('rank correlation of forecast and outcome; null where either is constant'),
  coverage80: z.number().describe('share of the outcomes within the interval of 80 %'),
  coverage50: z.number(),
})

export const modelFiguresSchema = modelMetricsSchema.extend({
  rows: z.number().int(),
  width80: z.number().describe('mean width of the intervals'),
  width50: z.number(),
  constantWidth80: z.number().describe('what intervals of the same width for every post would need'),
  constantWidth50: z.number(),
  median: z
    .object({ mae: z.number(), r2: figure })
    .describe('of forecasting every post with the middle of those trained on'),
  betterThanMedian: z.boolean().describe('whether it beats the median beyond chance (one-sided, 2.5 %)'),
})

export const classFiguresSchema = z.object({
  accuracy: z.number(),
  precisionHigh: figure,
  recallHigh: figure,
})

export const importanceSchema = z.object({
  feature: z.string(),
  moves: z.number().describe('mean of what it moves a forecast by, up or down'),
  direction: figure.describe('rank correlation of its value with what it moves'),
})

export const forecastSchema = z.object({
  prediction: z.number(),
  low50: z.number(),
  high50: z.number(),
  low80: z.number(),
  high80: z.number(),
})

const badCellsSchema = z.object({
  count: z.number().int(),
  first: z.array(z.object({ row: z.number().int(), column: z.string(), value: z.string() })),
})

/** What was found in a table. */
export const tableNotesSchema = z.object({
  columns: z.array(z.object({ name: z.string(), kind: z.enum(['number', 'date', 'category', 'text']) })),
  leftOut: z.array(
    z.object({ name: z.string(), reason: z.enum(['empty', 'constant', 'every-value-differs']) }),
  ),
  badCells: badCellsSchema.describe('cells that are not what their column holds; they count as missing'),
  badRows: z.object({
    count: z.number().int(),
    first: z.array(z.object({ row: z.number().int(), cells: z.number().int() })),
  }),
  rowsWithoutTarget: z.number().int(),
})

/** The card of a model, kept beside it. */
export const modelCardSchema = z.object({
  id: z.string(),
  scope: z.string().describe('what it forecasts: versions of one scope replace each other'),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  createdAt: z.iso.datetime(),
  seconds: z.number().describe('that the training took'),
  target: z.string(),
  group: z.string().nullable(),
  scale: z.enum(['as-is', 'log']).describe('on which it was learned'),
  data: z.object({
    source: z.string(),
    rows: z.number().int(),
    groups: z.number().int(),
    fingerprint: z.string(),
  }),
  folds: z.number().int(),
  seed: z.number().int(),
  hyperParameters: z.record(z.string(), z.record(z.string(), z.number())),
  combination: z.object({
    boosting: z.number(),
    forest: z.number(),
    borrowed: z.number().optional().describe('of what posts of other platforms tell'),
    trust: z.number(),
  }),
  features: z.array(z.string()),
  figures: modelFiguresSchema,
  classes: classFiguresSchema.describe('low, medium or high against the thirds of the training posts'),
  timeOrder: z
    .object({
      column: z.string(),
      past: modelFiguresSchema.describe(
        'trained on what came before, asked about what came next, with intervals that follow what came',
      ),
      unmoved: modelFiguresSchema
        .pick({ coverage80: true, coverage50: true, width80: true, width50: true })
        .optional()
        .describe('of the same intervals, had they not followed'),
      random: modelFiguresSchema.describe('of the same table split at random, which flatters'),
    })
    .nullable(),
  borrowed: z
    .object({
      posts: z.number().int(),
      used: z.boolean(),
      mae: z.number(),
      maeWithout: z.number(),
    })
    .optional()
    .describe(
      'what posts of other platforms were worth on the same held-out posts: used only where they help',
    ),
  kinds: z
    .object({
      comparedAt: z.iso.datetime(),
      order: z.enum(['time', 'random']),
      rows: z.number().int(),
      kinds: z.array(
        z.object({
          kind: z.enum(['boosting', 'forest', 'combination', 'base']),
          mae: z.number(),
          spearman: figure,
          coverage80: z.number(),
          coverage50: z.number(),
        }),
      ),
    })
    .optional()
    .describe('how kinds of models did on the same held-out posts, when they were last compared'),
  importances: z.array(importanceSchema),
  files: z.record(z.string(), z.object({ sha256: z.string(), bytes: z.number().int() })),
})

/** How a new model did against the one in use, on the same posts that neither had seen. */
export const challengeSchema = z.object({
  champion: z.string(),
  rows: z.number().int(),
  championMae: z.number(),
  challengerMae: z.number(),
  replaced: z.boolean(),
})

const trained = z.object({
  model: z.string(),
  rows: z.number().int(),
  folds: z.number().int(),
  metrics: modelMetricsSchema,
  seconds: z.number(),
  active: z.boolean().describe('whether it is the one in use of its scope now'),
  challenge: challengeSchema.nullable(),
  card: modelCardSchema,
  table: tableNotesSchema,
  notes: z.array(z.string()).describe('what a person should know of it'),
})

/** What `train --json` prints. */
export const trainingSchema = trained.extend({
  outOfFold: z.array(forecastSchema).describe('by row, from models that have not seen its group'),
})

const numbers = z.custom<Float64Array>((value) => value instanceof Float64Array)

/** Forecasts of many rows, column by column: a table may have a million. */
const forecastColumnsSchema = z.object({
  prediction: numbers,
  low50: numbers,
  high50: numbers,
  low80: numbers,
  high80: numbers,
})

export const trainTableInputSchema = z.object({
  path: z.string().min(1),
  target: z.string().min(1),
  group: z.string().min(1).optional(),
  time: z.string().min(1).optional().describe('a column of dates; default: the first'),
  features: z.array(z.string().min(1)).min(1).optional(),
})
export const trainTableOutputSchema = trained.extend({ outOfFold: forecastColumnsSchema })

export const outcomeClassSchema = z.enum(['low', 'medium', 'high'])

/** Why a forecast is what it is: `from` and all that moves it add up to it on the learned scale. */
const movedBySchema = z.object({ feature: z.string(), moves: z.number() })

export const rowForecastSchema = forecastSchema.extend({
  class: outcomeClassSchema,
  chances: z.object({ low: z.number(), medium: z.number(), high: z.number() }),
  from: z.number(),
  movedBy: z
    .array(movedBySchema)
    .nullable()
    .describe('largest first; null beyond the first rows of a long table'),
})

const predicted = z.object({
  model: z.string(),
  rows: z.number().int(),
  target: z.string(),
  scale: z.enum(['as-is', 'log']),
  runtime: z.enum(['onnx', 'typescript']).describe('what ran the model'),
  absent: z.array(z.string()).describe('columns that the model knows and the table has not'),
  badCells: badCellsSchema,
})
/** What `predict --table --json` prints. */
export const tableForecastSchema = predicted.extend({ forecasts: z.array(rowForecastSchema) })
export const predictTableInputSchema = z.object({ path: z.string().min(1), model: z.string().min(1) })
export const predictTableOutputSchema = predicted.extend({
  forecasts: forecastColumnsSchema,
  chances: z.object({
    low: numbers,
    medium: numbers,
    high: numbers,
  }),
  from: z.number(),
  movedBy: z.array(z.array(movedBySchema)).describe('of the first rows'),
})

export const modelsInputSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('list') }),
  z.object({ action: z.literal('show'), model: z.string() }),
  z.object({ action: z.literal('activate'), model: z.string() }),
  z.object({ action: z.literal('rollback'), scope: z.string().describe('or the id of one of its models') }),
])
export const modelEntrySchema = z.object({ card: modelCardSchema, active: z.boolean() })
export const modelsOutputSchema = z.object({
  models: z
    .array(modelEntrySchema)
    .describe('newest first; of show, activate and rollback the one it is about'),
  damaged: z.array(z.object({ id: z.string(), reason: z.string() })),
})

export type ModelMetrics = z.infer<typeof modelMetricsSchema>
export type ModelFigures = z.infer<typeof modelFiguresSchema>
export type ModelCard = z.infer<typeof modelCardSchema>
export type Challenge = z.infer<typeof challengeSchema>
export type TableNotes = z.infer<typeof tableNotesSchema>
export type Training = z.infer<typeof trainingSchema>
export type TableForecast = z.infer<typeof tableForecastSchema>
export type TrainedTable = z.infer<typeof trainTableOutputSchema>
export type PredictedTable = z.infer<typeof predictTableOutputSchema>
export type ModelEntry = z.infer<typeof modelEntrySchema>
