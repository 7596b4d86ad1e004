import { z } from 'zod'
import { earlyForecastSchema, keptEarlyForecastSchema } from './early-views.ts'
import { intervalsSchema } from './intervals.ts'
import { platformSchema } from './platform-ids.ts'

/** What is expected of a draft before it is published, and how forecasts did against what came. */

export const forecastTargets = ['views7', 'views30', 'viewsSettled', 'engagementRate', 'revenue'] as const
export const forecastTargetSchema = z.enum(forecastTargets)
export const forecastForms = ['short', 'long'] as const

const value = z.number()

const chancesSchema = z.object({ low: value, medium: value, high: value })

export const heldOutSchema = z.object({
  order: z
    .enum(['time', 'random'])
    .describe('time: trained on the past, asked about the future; random flatters'),
  rows: z.number().int(),
  mae: value,
  spearman: value.nullable(),
  coverage80: value,
  coverage50: value,
  medianMae: value.describe("of forecasting every post with its account's median"),
})

export const moverSchema = z.object({
  feature: z.string(),
  about: z.string().describe('in words'),
  unit: z.string().nullable(),
  value: z.string().nullable().describe('of this draft; null: missing'),
  moves: value.describe(
    'the share by which it moves the forecast where it is learned as a factor (0.2: up by 20 %), otherwise by how much',
  ),
  isFactor: z.boolean(),
})

export const targetForecastSchema = z.object({
  target: forecastTargetSchema,
  label: z.string(),
  unit: z.enum(['views', 'share', 'money']),
  currency: z.string().nullable(),
  from: z
    .enum(['model', 'median', 'spread'])
    .describe(
      "model: trained on this account's posts; median: the account's own median, because no model is better; spread: the account-relative spread, because there are too few posts for a model",
    ),
  says: z.string().describe('where it comes from, for the person'),
  forecast: intervalsSchema.nullable().describe('null: nothing is known of the account, only the factors'),
  factors: z
    .object({ of50: value, of80: value })
    .nullable()
    .describe('of the spread: intervals run from the usual divided by it to the usual times it'),
  class: z.enum(['low', 'medium', 'high']).nullable().describe("against the account's own thirds"),
  chances: chancesSchema.nullable(),
  usual: intervalsSchema
    .extend({ posts: z.number().int() })
    .nullable()
    .describe(
      'what the posts of this account came to; under 10 posts only its median is its own, the rest the spread',
    ),
  model: z
    .object({
      id: z.string(),
      trainedOn: z.number().int().describe('posts'),
      trainedAt: z.iso.datetime(),
      heldOut: heldOutSchema,
    })
    .nullable(),
  movedBy: z.array(moverSchema).describe('largest first'),
  movedByGroup: z
    .array(z.object({ group: z.string(), moves: value, isFactor: z.boolean() }))
    .describe('the same by what the features are about, all of them; largest first'),
})

export const similarPostSchema = z.object({
  postId: z.string(),
  title: z.string(),
  url: z.string().nullable(),
  publishedOn: z.string().nullable(),
  views: value.nullable().describe('as last seen'),
  engagementRate: value.nullable(),
  distance: value.describe(
    'root mean square of the differences of the features that both have, in their standard deviations',
  ),
  features: z.number().int().describe('that both have'),
  alike: z.array(z.string()).describe('in what it is most alike, in words'),
})

export const whatIfs = ['hook', 'hook-typical', 'hook-best'] as const

export const draftForecastSchema = z.object({
  platform: platformSchema,
  form: z.enum(forecastForms),
  account: z
    .object({ id: z.string(), name: z.string(), posts: z.number().int() })
    .nullable()
    .describe('null: there is no history of an account on this platform'),
  featuresVersion: z.string(),
  targets: z.array(targetForecastSchema),
  similar: z.array(similarPostSchema),
  whatIf: z
    .object({
      kind: z.enum(whatIfs),
      changed: z.array(z.object({ feature: z.string(), about: z.string(), from: value, to: value })),
    })
    .nullable()
    .describe('what was changed before it was asked about; null: nothing, it is as it is'),
  afterPublishing: earlyForecastSchema
    .nullable()
    .describe('of the post that the draft became; null: it is not out, or none of its first views are known'),
  notes: z.array(z.string()).describe('what the person should know of it'),
})

const asked = {
  platform: platformSchema.optional(),
  account: z
    .string()
    .min(1)
    .optional()
    .describe("an account's name or id; default: that of the details, or the only one"),
}
export const forecastDraftInputSchema = z.object({
  ...asked,
  whatIf: z
    .enum(whatIfs)
    .optional()
    .describe(
      "the grades of the hook as good as they get (hook), in the middle of the account's own posts (hook-typical) or in their best tenth (hook-best): what goes together in its history, not a promise",
    ),
})
export const forecastFileAsked = asked

/** A forecast that was made, and what came of it. */
export const keptForecastSchema = z.object({
  id: z.number().int(),
  madeAt: z.iso.datetime(),
  sha256: z.string(),
  title: z.string().describe('of the post that it became, or the name of the draft'),
  accountName: z.string().nullable(),
  scope: z.string(),
  target: forecastTargetSchema,
  from: z.enum(['model', 'median', 'spread']),
  model: z.string().nullable(),
  forecast: intervalsSchema,
  outcome: z
    .object({ value, seenOn: z.iso.date(), postId: z.string() })
    .nullable()
    .describe('null: it has not come yet'),
})

/** How kept forecasts did against what came. */
export const liveFiguresSchema = z.object({
  scope: z.string(),
  from: z.enum(['model', 'median', 'spread']),
  rows: z.number().int(),
  mae: value,
  coverage80: value,
  coverage50: value,
})

export const driftSchema = z.object({
  scope: z.string(),
  model: z.string(),
  checkedAt: z.iso.datetime(),
  features: z
    .array(z.object({ feature: z.string(), about: z.string(), psi: value }))
    .describe('population stability index of the newest posts against those before, largest first'),
  error: z
    .object({
      rows: z.number().int(),
      mae: value,
      expectedMae: value.describe('of held-out posts in time order, when it was trained'),
      isWorse: z.boolean(),
    })
    .nullable()
    .describe('of forecasts against what came; null: too few have come'),
  alert: z.string().nullable(),
})

export const forecastsOutputSchema = z.object({
  forecasts: z.array(keptForecastSchema).describe('newest first'),
  live: z.array(liveFiguresSchema),
  early: z.array(keptEarlyForecastSchema).describe('after publishing, from first views; newest first'),
  earlyLive: z.array(liveFiguresSchema.omit({ from: true })),
  drift: z.array(driftSchema),
})

/** What `train --json` without a table prints. */
export const libraryTrainingSchema = z.object({
  trained: z.array(
    z.object({
      scope: z.string(),
      model: z.string(),
      active: z.boolean(),
      posts: z.number().int(),
      features: z.number().int(),
      seconds: value,
      betterThanMedian: z.boolean(),
      heldOut: heldOutSchema,
      replaced: z.string().nullable().describe('the model that was in use before'),
      notes: z.array(z.string()),
    }),
  ),
  skipped: z.array(z.object({ scope: z.string(), posts: z.number().int(), reason: z.string() })),
})

export type ForecastTarget = z.infer<typeof forecastTargetSchema>
export type ForecastForm = (typeof forecastForms)[number]
export type WhatIf = (typeof whatIfs)[number]
export type Intervals = z.infer<typeof intervalsSchema>
export type HeldOut = z.infer<typeof heldOutSchema>
export type Mover = z.infer<typeof moverSchema>
export type TargetForecast = z.infer<typeof targetForecastSchema>
export type SimilarPost = z.infer<typeof similarPostSchema>
export type DraftForecast = z.infer<typeof draftForecastSchema>
export type KeptForecast = z.infer<typeof keptForecastSchema>
export type LiveFigures = z.infer<typeof liveFiguresSchema>
export type Drift = z.infer<typeof driftSchema>
export type LibraryTraining = z.infer<typeof libraryTrainingSchema>
