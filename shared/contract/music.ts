import { z } from 'zod'
import { draftIdSchema } from './drafts.ts'
import { errorSchema } from './errors.ts'
import { keySchema, moodSchema, tempoSchema, warningSchema } from './measurement.ts'
import { platformSchema } from './score.ts'

/** Which music goes with a draft: tracks of a folder, ranked. */

export const trackMoods = moodSchema.shape.label.options
export const trackMoodSchema = moodSchema.shape.label

export const rightsStatuses = [
  'owned',
  'licensed',
  'royalty-free',
  'creative-commons',
  'public-domain',
  'platform-library',
  'not-cleared',
  'unknown',
] as const

/**
 * TRACK.hookline.json beside a music track: what is known of the right to use it. Nothing of it is guessed, and what it says is
 * not checked.
 */
export const trackSidecarSchema = z.strictObject({
  rights: z.strictObject({
    status: z.enum(rightsStatuses),
    licence: z.string().optional().describe('name or address of the licence'),
    holder: z.string().optional().describe('whose recording it is'),
    until: z.iso.date().optional().describe('the last day on which it may be used'),
    contentId: z
      .enum(['claimed', 'not-claimed', 'unknown'])
      .optional()
      .describe('whether the recording is registered with a system that claims uses of it'),
    note: z.string().optional(),
  }),
})

export const trackRightsSchema = z.object({
  status: z.enum(rightsStatuses),
  source: z.enum(['sidecar', 'tag']).nullable().describe('null: nothing says anything'),
  licence: z.string().nullable(),
  holder: z.string().nullable(),
  until: z.iso.date().nullable(),
  contentId: z.enum(['claimed', 'not-claimed', 'unknown']),
  note: z.string().nullable(),
})

/** One reason for a track's place. */
export const fitPartSchema = z.object({
  id: z.enum(['in-point', 'tempo', 'energy', 'mood']),
  label: z.string(),
  grade: z.number().min(0).max(1).nullable().describe('null: it can not be told, and its weight is left out'),
  weight: z.number(),
  reason: z.string(),
})

export const trackInPointSchema = z.object({
  startS: z.number().describe('where in the track it begins'),
  onBar: z.boolean().describe('whether a bar begins there'),
  cuts: z.number().int(),
  onBeat: z.number().int().describe('cuts that are then on the beat'),
  onDownbeat: z.number().int(),
  share: z.number(),
  chance: z.number().describe('mean share over all beginnings'),
  bestByChance: z
    .number()
    .describe('mean share that the best beginning reaches for as many cuts set at random'),
})

export const trackUseSchema = z.object({
  draftId: draftIdSchema
    .nullable()
    .describe('null: the file that was asked about is no draft of the library'),
  name: z.string(),
  isThis: z.boolean().describe('the draft that was asked about'),
  startS: z.number().describe('from when on it is heard there'),
  trackS: z.number().describe('what of the track is heard then'),
  lastingS: z.number(),
})

export const rankedTrackSchema = z.object({
  path: z.string(),
  sha256: z.string(),
  name: z.string(),
  title: z.string().nullable(),
  artist: z.string().nullable(),
  durationS: z.number(),
  fit: z.number().int().min(0).max(100).nullable().describe('null when nothing of it can be told'),
  parts: z.array(fitPartSchema),
  inPoint: trackInPointSchema.nullable().describe('null with fewer than three cuts, or without beats'),
  tempo: tempoSchema.nullable(),
  key: keySchema.nullable(),
  mood: moodSchema.nullable(),
  integratedLufs: z.number().nullable(),
  rights: trackRightsSchema,
  uses: z.array(trackUseSchema).describe('drafts in which this recording is heard, found by its fingerprint'),
  warnings: z.array(warningSchema),
})

export const musicFitSchema = z.object({
  file: z.string(),
  folder: z.string(),
  platform: platformSchema,
  wanted: z.object({
    mood: trackMoodSchema.nullable(),
    from: z.enum(['asked', 'own-music']).nullable(),
    energy: z.number().nullable().describe('how much happens in the picture, 0 to 1'),
  }),
  tracks: z.array(rankedTrackSchema).describe('best first'),
  refused: z.array(z.object({ path: z.string(), error: errorSchema })),
  draftsCompared: z.number().int().describe('in which the tracks were looked for'),
  draftsNotCompared: z.number().int().describe('whose facts are from an older Hookline: open them once'),
  warnings: z.array(warningSchema),
})

export type TrackMood = z.infer<typeof trackMoodSchema>
export type TrackRights = z.infer<typeof trackRightsSchema>
export type FitPart = z.infer<typeof fitPartSchema>
export type TrackInPoint = z.infer<typeof trackInPointSchema>
export type TrackUse = z.infer<typeof trackUseSchema>
export type RankedTrack = z.infer<typeof rankedTrackSchema>
export type MusicFit = z.infer<typeof musicFitSchema>
