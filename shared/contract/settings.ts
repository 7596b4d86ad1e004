import { z } from 'zod'
import { platformSchema, scorePartIds } from './score.ts'

const weight = z.number().min(0).max(100)

/** Everything a person can set, with its defaults. */
export const settingsSchema = z.object({
  platform: platformSchema.describe('whose limits apply where none is chosen'),
  theme: z.enum(['system', 'light', 'dark']),
  /** Weights that replace those of the rubric; scores follow without decoding. */
  partWeights: z.partialRecord(z.enum(scorePartIds), weight),
  checkWeights: z.record(z.string(), weight).describe('by check id'),
  watchedFolders: z.array(z.string().min(1)).describe('absolute; finished exports in them become drafts'),
  watchedInside: z
    .array(z.string().min(1))
    .describe('those of the watched folders in whose inner folders exports count as well'),
  musicFolder: z.string().min(1).nullable().describe('whose tracks are ranked for drafts; null: none yet'),
  ffmpegPath: z.string().min(1).nullable().describe('null: the first one found'),
  cacheLimitGb: z.number().min(0.1).max(1000).describe('for proxies and pictures'),
  speechRecognition: z
    .boolean()
    .describe('write down what is said in drafts without captions, once the part for it is there'),
  training: z
    .enum(['by-itself', 'when-asked'])
    .describe('by-itself: models are trained at night, or when the machine is next awake'),
  updates: z.enum(['stable', 'beta', 'off']).describe('which new versions the installed app fetches'),
})
export type Settings = z.infer<typeof settingsSchema>

export const defaultSettings: Settings = {
  platform: 'tiktok',
  theme: 'system',
  partWeights: {},
  checkWeights: {},
  watchedFolders: [],
  watchedInside: [],
  musicFolder: null,
  ffmpegPath: null,
  cacheLimitGb: 5,
  speechRecognition: false,
  training: 'by-itself',
  updates: 'stable',
}

/** What is given replaces what stands. */
export const settingsPatchSchema = settingsSchema.partial()
export type SettingsPatch = z.infer<typeof settingsPatchSchema>

/** The rubric as it ships, for a screen that changes weights. */
export const rubricOutlineSchema = z.object({
  version: z.string(),
  parts: z.array(z.object({ id: z.enum(scorePartIds), weight })),
  checks: z.array(z.object({ id: z.string(), label: z.string(), part: z.enum(scorePartIds), weight })),
})
export type RubricOutline = z.infer<typeof rubricOutlineSchema>

/** Shares of the picture that a platform covers with its own buttons and captions. */
export const safeZoneSchema = z.object({
  top: z.number(),
  bottom: z.number(),
  left: z.number(),
  right: z.number(),
  source: z.string(),
})
export const platformOutlineSchema = z.object({
  id: platformSchema,
  label: z.string(),
  safeZone: safeZoneSchema.nullable().describe('null: none is known'),
})
export type PlatformOutline = z.infer<typeof platformOutlineSchema>

/** Where the data lies and what works on it. */
export const libraryInfoSchema = z.object({
  version: z.string().describe('of Hookline'),
  folder: z.string(),
  sizeBytes: z.number().int().describe('of all that Hookline keeps there'),
  cacheBytes: z.number().int().describe('of that, what can be made again'),
  freeBytes: z.number().int(),
  drafts: z.number().int(),
  ffmpeg: z.object({ path: z.string(), version: z.string() }).nullable(),
})
export type LibraryInfo = z.infer<typeof libraryInfoSchema>
