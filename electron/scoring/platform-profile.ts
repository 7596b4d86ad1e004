import { z } from 'zod'
import { rubricAdjustmentsSchema } from './rubric.ts'

/** Facts that a limit may be about, by the name that a platform file uses. */
export const numberFactNames = [
  'durationS',
  'displayWidthPx',
  'displayHeightPx',
  'shortSidePx',
  'longSidePx',
  'aspect',
  'fps',
  'bitrateBps',
  'sizeBytes',
  'integratedLufs',
  'truePeakDbtp',
  'audioChannels',
  'audioSampleRateHz',
  'captionCharacters',
  'titleCharacters',
  'descriptionCharacters',
  'hashtags',
] as const
export const wordFactNames = ['container', 'videoCodec', 'audioCodec'] as const

const from = {
  id: z.string().regex(/^[a-z0-9-]+$/),
  label: z.string().min(1),
  source: z.string().min(1),
  /** Who says so: the platform itself, someone else about it, or no one in particular. */
  sourceKind: z.enum(['official', 'secondary', 'convention']),
  checkedOn: z.iso.date(),
}
/** A limit applies only where all of these lie in their range: bitrates go by size and frame rate. */
const when = z
  .partialRecord(
    z.enum(numberFactNames),
    z.strictObject({ min: z.number().optional(), max: z.number().optional() }),
  )
  .optional()

const rangeLimitSchema = z.strictObject({
  ...from,
  kind: z.literal('range'),
  fact: z.enum(numberFactNames),
  /** Beyond these the platform refuses (`fail`). */
  min: z.number().optional(),
  max: z.number().optional(),
  /** Beyond these it takes the draft but advises otherwise (`warn`). */
  advisedMin: z.number().optional(),
  advisedMax: z.number().optional(),
  /** What a fix aims at instead of the nearest bound. */
  target: z.number().optional(),
  when,
  /** Replaces the sentence that is written for the fact. */
  fix: z.string().optional(),
})

const oneOfLimitSchema = z.strictObject({
  ...from,
  kind: z.literal('one-of'),
  fact: z.enum(wordFactNames),
  allowed: z.array(z.string()).min(1),
  severity: z.enum(['fail', 'warn']),
  fix: z.string().optional(),
})

/** What a platform lays over the picture, as fractions of the frame; judged once text is read. */
const safeZoneLimitSchema = z.strictObject({
  ...from,
  kind: z.literal('safe-zone'),
  top: z.number(),
  bottom: z.number(),
  left: z.number(),
  right: z.number(),
})

/** A limit that nobody publishes: said, so that its absence isn't taken for permission. */
const unknownLimitSchema = z.strictObject({ ...from, kind: z.literal('unknown') })

export const platformLimitSchema = z.discriminatedUnion('kind', [
  rangeLimitSchema,
  oneOfLimitSchema,
  safeZoneLimitSchema,
  unknownLimitSchema,
])

/** One platform: its limits and what its viewers expect otherwise than the rubric says. A new platform is one such file. */
export const platformProfileSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]+$/),
    label: z.string().min(1),
    limits: z.array(platformLimitSchema),
    /** Weights and thresholds of the rubric that differ here, by check. */
    scoring: rubricAdjustmentsSchema.default({}),
  })
  .refine(({ limits }) => new Set(limits.map((limit) => limit.id)).size === limits.length, {
    message: 'two limits have the same id',
  })

export type NumberFactName = (typeof numberFactNames)[number]
export type WordFactName = (typeof wordFactNames)[number]
export type RangeLimit = z.infer<typeof rangeLimitSchema>
export type OneOfLimit = z.infer<typeof oneOfLimitSchema>
export type PlatformLimit = z.infer<typeof platformLimitSchema>
export type PlatformProfile = z.infer<typeof platformProfileSchema>
