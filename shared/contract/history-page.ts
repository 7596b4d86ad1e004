import { z } from 'zod'
import { forecastTargetSchema } from './forecasts.ts'
import { historyAccountSchema, historyPostSchema, historySchema } from './history.ts'
import { intervalsSchema } from './intervals.ts'

/** A stretch of a long history, as a table shows it: found, sorted and cut out where it lies. */

export const postSortKeys = [
  'published',
  'title',
  'views',
  'at7Days',
  'at30Days',
  'engagement',
  'forecast',
] as const
export const postFilters = ['all', 'linked', 'not-linked', 'forecast'] as const

export const historyViewSchema = z.object({
  search: z.string().describe('words of the title or caption'),
  account: z.string().describe('its id; all'),
  only: z.enum(postFilters).describe('forecast: those of which a forecast can be held against what came'),
  sortBy: z.enum(postSortKeys).describe('forecast: by how far what came lay from it'),
  descending: z.boolean(),
})

/** A forecast that was made before a post was out, and what came. */
export const judgedForecastSchema = z.object({
  target: forecastTargetSchema,
  label: z.string(),
  from: z.enum(['model', 'median', 'spread']),
  model: z.string().nullable(),
  madeAt: z.iso.datetime(),
  forecast: intervalsSchema,
  outcome: z.number(),
  within: z.enum(['50', '80', 'none']).describe('the narrowest interval that held it'),
  off: z.number().nullable().describe('what came over what was forecast; null where that is 0'),
})

export const historyRowSchema = historyPostSchema.extend({
  judged: z.array(judgedForecastSchema).describe('of each target the last forecast before it was out'),
  earlyCounts: z.number().int().describe('how many counts of its first views are known'),
})

export const historyPageInputSchema = historyViewSchema.extend({
  first: z.number().int().nonnegative(),
  count: z.number().int().min(1).max(500),
})
export const historyPageSchema = z.object({
  accounts: z.array(
    historyAccountSchema.extend({ posts: z.number().int(), followers: z.number().int().nullable() }),
  ),
  imports: historySchema.shape.imports,
  all: z.number().int().describe('posts of the whole history'),
  total: z.number().int().describe('posts of the view'),
  first: z.number().int(),
  rows: z.array(historyRowSchema),
})

export type PostSortKey = (typeof postSortKeys)[number]
export type HistoryView = z.infer<typeof historyViewSchema>
export type JudgedForecast = z.infer<typeof judgedForecastSchema>
export type HistoryRow = z.infer<typeof historyRowSchema>
export type HistoryPage = z.infer<typeof historyPageSchema>
