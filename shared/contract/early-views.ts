import { z } from 'zod'
import { intervalsSchema } from './intervals.ts'

/** What a post that is out comes to, from how often it was seen in its first hours and days. */

const value = z.number()
export const earlyTargets = ['views7', 'views30'] as const

/** How often a post was seen at an age of it. */
export const viewsAtAgeSchema = z.object({
  hours: value
    .positive()
    .max(24 * 60)
    .describe('since it was published'),
  views: z.number().int().nonnegative(),
})

/** One target of it. */
export const earlyTargetSchema = z.object({
  target: z.enum(earlyTargets),
  label: z.string(),
  from: z
    .enum(['usual-curve', 'mixed', 'own-curve'])
    .describe(
      "usual-curve: no post of the account tells how its views grow, a published curve does; mixed: a few do, held toward it; own-curve: growth and spread are the account's own",
    ),
  says: z.string().describe('where it comes from, for the person'),
  seen: viewsAtAgeSchema.describe('the count that it rests on'),
  growth: value.describe('by which views grow from then on, in the middle'),
  ownPosts: z.number().int().describe('posts of the account that tell of this growth'),
  forecast: intervalsSchema,
  outcome: z.object({ value, seenOn: z.iso.date() }).nullable().describe('null: it has not come yet'),
})

/** A forecast after publishing: by its own model, beside the one before and never part of it. */
export const earlyForecastSchema = z.object({
  postId: z.string(),
  title: z.string(),
  accountName: z.string(),
  publishedOn: z.iso.date().nullable(),
  model: z.string(),
  counts: z.array(viewsAtAgeSchema).describe('all that is known of its first views, by age'),
  byHand: z.array(viewsAtAgeSchema).describe('those that were told by hand'),
  targets: z.array(earlyTargetSchema).describe('none of an age that it has reached'),
  before: z
    .array(
      z.object({
        target: z.enum(earlyTargets),
        madeAt: z.iso.datetime(),
        from: z.enum(['model', 'median', 'spread']),
        model: z.string().nullable(),
        forecast: intervalsSchema,
      }),
    )
    .describe('the last forecasts of its draft before it was out'),
  notes: z.array(z.string()),
})

/** What a table of first views brought. */
export const earlyViewsImportSchema = z.object({
  tableId: z.string().nullable().describe('null: nothing was new'),
  posts: z.number().int().describe('of which it tells something new'),
  counts: z.object({ added: z.number().int(), known: z.number().int() }),
  leftOut: z.array(z.object({ row: z.number().int(), reason: z.string() })),
})

/** A forecast after publishing that was made, and what came of it. */
export const keptEarlyForecastSchema = z.object({
  id: z.number().int(),
  madeAt: z.iso.datetime(),
  postId: z.string(),
  title: z.string(),
  accountName: z.string().nullable(),
  scope: z.string(),
  target: z.enum(earlyTargets),
  model: z.string(),
  seen: viewsAtAgeSchema,
  ownPosts: z.number().int(),
  forecast: intervalsSchema,
  outcome: z.object({ value, seenOn: z.iso.date() }).nullable(),
})

export type ViewsAtAge = z.infer<typeof viewsAtAgeSchema>
export type EarlyTarget = z.infer<typeof earlyTargetSchema>
export type EarlyForecast = z.infer<typeof earlyForecastSchema>
export type EarlyViewsImport = z.infer<typeof earlyViewsImportSchema>
export type KeptEarlyForecast = z.infer<typeof keptEarlyForecastSchema>
