import { z } from 'zod'
import { errorSchema } from './errors.ts'
import { draftForecastSchema } from './forecasts.ts'
import { warningSchema } from './measurement.ts'
import { platformSchema } from './platform-ids.ts'

export { platformIds, platformSchema } from './platform-ids.ts'

export const scorePartIds = ['hook', 'content', 'cta'] as const

export const evidenceSchema = z.object({
  startS: z.number(),
  endS: z.number(),
  note: z.string(),
  box: z
    .tuple([z.number(), z.number(), z.number(), z.number()])
    .optional()
    .describe('what it is about: x, y, width, height as fractions of the displayed frame'),
})

export const checkResultSchema = z.object({
  id: z.string(),
  label: z.string(),
  grade: z.number().min(0).max(1),
  weight: z.number().nonnegative(),
  evidence: z.array(evidenceSchema),
  fix: z.string().nullable(),
})

export const partScoreSchema = z.object({
  score: z.number().int().min(1).max(100).nullable().describe('null when none of its checks could be judged'),
  checks: z.array(checkResultSchema),
})

export const complianceSchema = z.object({
  id: z.string(),
  label: z.string(),
  status: z.enum(['pass', 'warn', 'fail', 'not-judged']),
  measured: z.string().nullable(),
  limit: z.string(),
  fix: z.string().nullable(),
  source: z.string(),
  checkedOn: z.string().describe('the day on which the limit was looked up, YYYY-MM-DD'),
})

export const omittedSchema = z.object({ id: z.string(), reason: z.string() })

/** A picture of the draft that would make a good cover. */
export const coverSchema = z.object({
  timeS: z.number(),
  score: z.number().min(0).max(1),
  reasons: z.array(z.string()).describe('what speaks for it first, what speaks against it last'),
})

/** The draft's details (title, caption, …), from `--details`, a sidecar FILE.hookline.json or the page. */
export const detailsSchema = z
  .object({
    account: z.string(),
    title: z.string(),
    description: z.string(),
    caption: z.string(),
    hashtags: z.array(z.string()),
    keywords: z.array(z.string()),
    plannedAt: z.string(),
    campaign: z.string(),
    post: z.string().describe('address or id of the post that it became'),
  })
  .partial()

export const scoreSchema = z.object({
  file: z.string(),
  platform: platformSchema,
  overall: z.number().int().min(1).max(100),
  hook: partScoreSchema,
  content: partScoreSchema,
  cta: partScoreSchema,
  compliance: z.array(complianceSchema),
  prediction: draftForecastSchema
    .nullable()
    .describe('apart from the score; null: it was not asked for, or the score is provisional'),
  covers: z
    .array(coverSchema)
    .describe('up to six pictures for a cover, best first; empty while provisional'),
  warnings: z.array(warningSchema),
  omitted: z.array(omittedSchema),
  provisional: z.boolean(),
  rubricVersion: z.string(),
})

export const scoreFailureSchema = z.object({ file: z.string(), error: errorSchema })
/** `score --json` of several files: each its result, or its error. */
export const scoresSchema = z.object({ drafts: z.array(z.union([scoreSchema, scoreFailureSchema])) })

export type PlatformId = z.infer<typeof platformSchema>
export type ScorePartId = (typeof scorePartIds)[number]
export type Evidence = z.infer<typeof evidenceSchema>
export type CheckResult = z.infer<typeof checkResultSchema>
export type PartScore = z.infer<typeof partScoreSchema>
export type Cover = z.infer<typeof coverSchema>
export type ComplianceResult = z.infer<typeof complianceSchema>
export type DraftDetails = z.infer<typeof detailsSchema>
export type Score = z.infer<typeof scoreSchema>
export type ScoreFailure = z.infer<typeof scoreFailureSchema>
