import { z } from 'zod'
import { draftIdSchema } from './drafts.ts'

/** What was published and how it did, by account: read from the tables that platforms export. */

export const historyPlatforms = ['tiktok', 'instagram', 'youtube', 'facebook'] as const
export const historyPlatformSchema = z.enum(historyPlatforms)

/** What a column of an export can be, and of what kind its cells are. */
export const historyFields = {
  externalId: 'text',
  url: 'text',
  accountId: 'text',
  accountHandle: 'text',
  accountName: 'text',
  title: 'text',
  caption: 'text',
  hashtags: 'text',
  postType: 'text',
  published: 'date',
  durationS: 'duration',
  views: 'count',
  engagedViews: 'count',
  impressions: 'count',
  reach: 'count',
  likes: 'count',
  comments: 'count',
  shares: 'count',
  saves: 'count',
  followersGained: 'count',
  followersLost: 'count',
  followersNet: 'change',
  watchTimeS: 'duration',
  averageViewS: 'duration',
  averageViewedShare: 'share',
  completionRate: 'share',
  stayedShare: 'share',
  clickThroughRate: 'share',
  revenue: 'money',
} as const
export type HistoryField = keyof typeof historyFields
export const historyFieldSchema = z.enum(Object.keys(historyFields) as [HistoryField, ...HistoryField[]])

/** Figures of a post; what the export doesn't tell is absent. */
export const metricsSchema = z
  .object({
    views: z.number().describe('as the platform counts them'),
    engagedViews: z.number().describe('YouTube: views that went on past the first moments'),
    impressions: z.number().describe('how often it was shown, or its thumbnail'),
    reach: z.number().describe('different viewers'),
    likes: z.number(),
    comments: z.number(),
    shares: z.number(),
    saves: z.number(),
    followersGained: z.number(),
    followersLost: z.number(),
    followersNet: z.number().describe('gained less lost'),
    watchTimeS: z.number().describe('of all viewers together, seconds'),
    averageViewS: z.number().describe('seconds a view'),
    averageViewedShare: z.number().describe('of its length a view; over 1 where it is seen again'),
    completionRate: z.number().describe('share of views that saw all of it'),
    stayedShare: z.number().describe('share of viewers who did not swipe on'),
    clickThroughRate: z.number().describe('views per impression of the thumbnail'),
    revenue: z.number().describe('in the currency beside it'),
    engagementRate: z
      .number()
      .describe('likes, comments, shares and saves, those that are told, over views; made by Hookline'),
  })
  .partial()
export type Metrics = z.infer<typeof metricsSchema>
export type Metric = keyof Metrics

const dayOf = z.iso.date()

export const historyAccountSchema = z.object({
  id: z.string(),
  platform: historyPlatformSchema,
  name: z.string(),
  externalId: z.string().nullable().describe('what the platform calls it; null: the exports do not say'),
})
export type HistoryAccount = z.infer<typeof historyAccountSchema>

export const dateOrders = ['day-first', 'month-first'] as const

/** What each column of a table is: a field, or null for one that is left out. */
export const columnMappingSchema = z.record(z.string(), historyFieldSchema.nullable())
export type ColumnMapping = z.infer<typeof columnMappingSchema>

export const mappedColumnSchema = z.object({
  column: z.string().describe('its heading'),
  field: historyFieldSchema.nullable().describe('null: left out'),
  unit: z.string().nullable().describe('as the heading tells it: hours, %, USD'),
  from: z
    .enum(['known', 'kept', 'given', 'unknown'])
    .describe('known: by its name; kept: corrected at an earlier import; given: with this one'),
  examples: z.array(z.string()).describe('up to three of its cells'),
})
export type MappedColumn = z.infer<typeof mappedColumnSchema>

export const leftOutSchema = z.object({
  row: z.number().int().describe('as a spreadsheet counts, the heading is among them'),
  column: z.string().nullable().describe('null: the whole row is left out; otherwise only this cell is'),
  kind: z.enum(['totals', 'repeated', 'unreadable']),
  reason: z.string(),
})
export type LeftOut = z.infer<typeof leftOutSchema>

/** `hookline history import --json`: what an export brought. */
export const historyImportSchema = z.object({
  importId: z.string().nullable().describe('null: nothing was new (or it was only looked at)'),
  file: z.string(),
  source: z.string().describe('whose export it is, for the person'),
  platform: historyPlatformSchema,
  form: z.enum(['short', 'long']).nullable().describe('of posts whose length is not known, as told'),
  accounts: z.array(
    historyAccountSchema.extend({ isNew: z.boolean(), posts: z.number().int().describe('in this file') }),
  ),
  reading: z.object({
    encoding: z.string(),
    delimiter: z.string(),
    decimal: z.enum(['.', ',']),
    headingRow: z.number().int(),
    dateOrder: z.enum(dateOrders).nullable().describe('null: its dates are told without it'),
    dateOrderFrom: z
      .enum(['column', 'asked', 'usual'])
      .nullable()
      .describe('column: only this order makes dates of all its cells; usual: for exports of this kind'),
  }),
  asOf: z.object({
    date: dayOf.describe('the day of which the figures are'),
    from: z.enum(['given', 'file-name', 'file-date']),
    isSure: z
      .boolean()
      .describe(
        'false for a date of the file: it says when the file was saved, so nothing is taken from it as an outcome at 7 or 30 days',
      ),
    periodStart: dayOf.nullable().describe('the export covers the time from this day on; null: not known'),
  }),
  columns: z.array(mappedColumnSchema),
  rows: z.object({
    total: z.number().int().describe('without the heading and empty rows'),
    posts: z.number().int(),
    totals: z.number().int(),
    repeated: z.number().int(),
    unreadable: z.number().int().describe('whole rows; cells that could not be read stand in leftOut'),
  }),
  posts: z.object({
    added: z.number().int(),
    updated: z.number().int().describe('known posts with figures that were not known'),
    unchanged: z.number().int(),
  }),
  leftOut: z.array(leftOutSchema),
  notes: z.array(z.object({ code: z.string(), message: z.string() })),
})
export type HistoryImport = z.infer<typeof historyImportSchema>

const importOptions = {
  platform: z.enum([...historyPlatforms, 'reels', 'shorts']).optional(),
  account: z.string().min(1).optional().describe("an account's name or id on its platform"),
  asOf: dayOf.optional().describe('the day of which the figures are'),
  dateOrder: z.enum(dateOrders).optional(),
  mapping: columnMappingSchema.optional().describe('corrections; kept for exports with the same columns'),
  lookOnly: z.boolean().default(false).describe('tell what it would bring and change nothing'),
}
/** By its path on this machine, or as it was sent. */
export const importInputSchema = z.object({
  path: z.string().min(1).optional(),
  sent: z
    .object({
      name: z.string().min(1),
      base64: z.base64(),
      modifiedAt: z.iso.datetime().nullable(),
    })
    .optional(),
  ...importOptions,
})

export const observationSchema = z.object({
  on: dayOf,
  isSure: z.boolean(),
  ageDays: z.number().int().nullable().describe('of the post then; null: its day is not known'),
  isPartial: z
    .boolean()
    .describe('the export covers a time that began after the post was published: not all of its figures'),
  currency: z.string().nullable(),
  metrics: metricsSchema,
})
export type Observation = z.infer<typeof observationSchema>

export const postLinkSchema = z.object({
  sha256: z.string().describe('content of the draft that it was'),
  draftId: draftIdSchema.nullable().describe('null: that draft is not in the library any more'),
  how: z
    .enum(['hand', 'sidecar', 'title'])
    .describe('by hand; named in the details of the draft; same title and length'),
})

export const historyPostSchema = z.object({
  id: z.string(),
  accountId: z.string(),
  platform: historyPlatformSchema,
  form: z.enum(['short', 'long']).nullable(),
  externalId: z.string().nullable(),
  url: z.string().nullable(),
  title: z.string(),
  caption: z.string().nullable(),
  hashtags: z.array(z.string()),
  publishedOn: dayOf.nullable(),
  publishedTime: z.string().nullable().describe('HH:MM as the export tells it, without a time zone'),
  durationS: z.number().nullable(),
  durationFrom: z
    .enum(['column', 'averages'])
    .nullable()
    .describe('averages: average view duration over average share viewed'),
  latest: observationSchema.nullable().describe('newest figures that cover all of its life'),
  at7Days: observationSchema.nullable().describe('seen 6 to 8 days after it was published'),
  at30Days: observationSchema.nullable().describe('seen 27 to 33 days after it was published'),
  link: postLinkSchema.nullable(),
})
export type HistoryPost = z.infer<typeof historyPostSchema>

export const importRecordSchema = z.object({
  id: z.string(),
  file: z.string(),
  source: z.string(),
  platform: historyPlatformSchema,
  asOf: dayOf,
  importedAt: z.iso.datetime(),
  accountIds: z.array(z.string()),
  posts: z.number().int(),
})
export type ImportRecord = z.infer<typeof importRecordSchema>

export const historySchema = z.object({
  accounts: z.array(
    historyAccountSchema.extend({ posts: z.number().int(), followers: z.number().int().nullable() }),
  ),
  imports: z.array(importRecordSchema).describe('newest first'),
  posts: z.array(historyPostSchema).describe('newest first'),
})
export type History = z.infer<typeof historySchema>

/** A post that no export has told of yet. */
export const addPostInputSchema = z.object({
  address: z.string().min(1).describe('of the post on its platform'),
  account: z.string().min(1).optional().describe("an account's name or id; default: the only one there"),
  publishedAt: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2})?$/)
    .describe('YYYY-MM-DD or YYYY-MM-DDTHH:MM, as the clock of the person showed'),
  title: z.string().optional(),
  draftId: draftIdSchema.optional().describe('the draft that it was'),
})

/** What is exported where, for whoever has no history yet. */
export const exportGuideSchema = z.object({
  source: z.string(),
  platform: historyPlatformSchema,
  howToExport: z.string(),
})
