import { z } from 'zod'
import { comparisonSchema } from './compare.ts'
import { errorSchema } from './errors.ts'
import { progressSchema } from './progress.ts'
import { detailsSchema, platformSchema } from './score.ts'

/** A draft of the library is named by this id everywhere outside the engine. */
export const draftIdSchema = z.uuid()

const wholeScore = z.number().int().min(1).max(100)

/** The four scores of a draft, as a list shows them. */
export const draftScoresSchema = z.object({
  platform: platformSchema,
  overall: wholeScore,
  hook: wholeScore.nullable(),
  content: wholeScore.nullable(),
  cta: wholeScore.nullable(),
  provisional: z.boolean(),
})

/** One export that was added to the library. The same file exported again is another draft, whose `previousId` is this one. */
export const draftSchema = z.object({
  id: draftIdSchema,
  name: z.string().describe('the name of its file'),
  path: z.string(),
  origin: z.enum(['file', 'upload', 'watched', 'sample']),
  addedAt: z.iso.datetime(),
  state: z.enum(['waiting', 'measuring', 'scored', 'failed', 'cancelled']),
  progress: progressSchema.nullable().describe('while it waits or is measured'),
  error: errorSchema.nullable().describe('why it failed'),
  scores: draftScoresSchema.nullable(),
  video: z
    .object({
      durationS: z.number(),
      displayWidth: z.number().int(),
      displayHeight: z.number().int(),
      fps: z.number().nullable(),
    })
    .nullable()
    .describe('null until it has been measured'),
  details: detailsSchema
    .nullable()
    .describe('as entered in the page; null: those of the sidecar file count, if any'),
  sidecar: detailsSchema
    .nullable()
    .describe('the details in FILE.hookline.json beside the file, as read last; null: there are none'),
  captions: z
    .object({ name: z.string(), source: z.enum(['given', 'beside']), fingerprint: z.string() })
    .nullable()
    .describe('the captions file that counts: added in the page, or beside the file'),
  previousId: draftIdSchema.nullable().describe('the export of the same name that was there before'),
  fileState: z
    .enum(['there', 'changed', 'missing'])
    .describe(
      'whether its file still is what was measured; scores and pictures that are kept stay in any case',
    ),
})
export type Draft = z.infer<typeof draftSchema>
export type DraftScores = z.infer<typeof draftScoresSchema>
export type DraftOrigin = Draft['origin']

/** A file that could not become a draft, and why. */
export const refusedFileSchema = z.object({ path: z.string(), error: errorSchema })

/** `comparison.drafts` is in the order of `ids`; the differences are later minus first. */
export const draftComparisonSchema = z.object({
  ids: z.array(draftIdSchema),
  comparison: comparisonSchema,
  opening: z.object({
    strongestId: draftIdSchema.nullable().describe('null on a tie'),
    reasons: z
      .array(z.object({ checkId: z.string(), label: z.string(), strongest: z.number(), others: z.number() }))
      .describe(
        'hook checks in which the strongest opening is ahead of the mean of the others, largest first',
      ),
  }),
})
export type DraftComparison = z.infer<typeof draftComparisonSchema>

/** How the page can play a draft. */
export const playbackSchema = z.object({
  source: z.enum(['source', 'proxy']).describe('which resource to play'),
  reason: z.string().nullable().describe('why a proxy is played, for the person'),
  frames: z.number().int().describe('how many entries the resource frame-times has'),
  firstFrameOffsetS: z
    .number()
    .describe('media time of the first frame shown: time 0 of the measurements, in the player'),
})
export type Playback = z.infer<typeof playbackSchema>
