import { z } from 'zod'
import { comparisonSchema } from './compare.ts'
import { doctorSchema } from './doctor.ts'
import { measurementOutlineSchema, measurementSchema } from './measurement.ts'
import { detailsSchema, platformSchema, scoreSchema } from './score.ts'
import { intentionalInputSchema, intentionalOutputSchema } from './intentional.ts'
import { markerFormatSchema } from './markers.ts'
import {
  draftComparisonSchema,
  draftIdSchema,
  draftSchema,
  playbackSchema,
  refusedFileSchema,
} from './drafts.ts'
import { featureListSchema } from './features.ts'
import {
  addPostInputSchema,
  exportGuideSchema,
  historyImportSchema,
  historyPostSchema,
  historySchema,
  importInputSchema,
} from './history.ts'
import { earlyForecastSchema, earlyViewsImportSchema, viewsAtAgeSchema } from './early-views.ts'
import { historyPageInputSchema, historyPageSchema } from './history-page.ts'
import { captionFileSchema } from './words.ts'
import { musicFitSchema, trackMoodSchema } from './music.ts'
import {
  draftForecastSchema,
  forecastDraftInputSchema,
  forecastFileAsked,
  forecastsOutputSchema,
  libraryTrainingSchema,
} from './forecasts.ts'
import {
  modelsInputSchema,
  modelsOutputSchema,
  predictTableInputSchema,
  predictTableOutputSchema,
  trainTableInputSchema,
  trainTableOutputSchema,
} from './models.ts'
import { partIdSchema, partSchema } from './parts.ts'
import { progressSchema } from './progress.ts'
import { reportFormatSchema, resourceSchema } from './resources.ts'
import {
  libraryInfoSchema,
  platformOutlineSchema,
  rubricOutlineSchema,
  settingsPatchSchema,
  settingsSchema,
} from './settings.ts'

/** An absolute path on this machine. */
const path = z.string().min(1)

/** What comes while a call runs: how far it is, and of a score a first, provisional one. */
export const callEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), progress: progressSchema }),
  z.object({ type: z.literal('provisional'), score: scoreSchema }),
])
export type CallEvent = z.infer<typeof callEventSchema>

/** A file to read, and how it is sent to a browser. */
const openedSchema = z.object({ path, mediaType: z.string(), downloadName: z.string().nullable() })
const nothing = z.object({})
const onePart = z.object({ id: partIdSchema })
const one = z.object({ id: draftIdSchema })
const several = z.object({ ids: z.array(draftIdSchema).min(1) })
/** Without a platform that of the settings counts. */
const scoring = { platform: platformSchema.optional(), details: detailsSchema.nullable() }
/** A SubRip or WebVTT file; without one that beside the draft counts, then the subtitles in it. */
const captions = path.optional()

/** A folder of music on this machine, and which mood it should have; without one that of the draft's own music or picture. */
const fitting = { folder: path, mood: trackMoodSchema.optional(), platform: platformSchema.optional() }

/** The single list of what the page, the command line and the REST host can ask the engine for. */
export const calls = {
  measure: { input: z.object({ path, captions }), output: measurementSchema },
  score: { input: z.object({ path, captions, ...scoring }), output: scoreSchema },
  compare: { input: z.object({ paths: z.array(path).min(2), ...scoring }), output: comparisonSchema },
  markers: {
    input: z.object({
      path,
      format: markerFormatSchema,
      platform: platformSchema.optional(),
      beats: z.boolean().optional().describe('a marker on every beat as well; default: none'),
    }),
    output: z.object({ text: z.string() }),
  },
  report: {
    input: z.object({ path, captions, ...scoring, format: reportFormatSchema }),
    output: openedSchema,
  },
  music: {
    input: z.object({ path, ...fitting }),
    output: musicFitSchema,
  },
  intentional: { input: intentionalInputSchema, output: intentionalOutputSchema },
  trainTable: { input: trainTableInputSchema, output: trainTableOutputSchema },
  predictTable: { input: predictTableInputSchema, output: predictTableOutputSchema },
  models: { input: modelsInputSchema, output: modelsOutputSchema },
  train: { input: z.object({ platform: platformSchema.optional() }), output: libraryTrainingSchema },
  predict: {
    input: z.object({ path, details: detailsSchema.nullable(), ...forecastFileAsked }),
    output: draftForecastSchema,
  },
  doctor: { input: nothing, output: doctorSchema },

  drafts: { input: nothing, output: z.object({ drafts: z.array(draftSchema) }) },
  draft: { input: one, output: draftSchema },
  addDrafts: {
    input: z.object({
      paths: z.array(path).min(1),
      origin: z.enum(['file', 'upload']).default('file'),
      sha256: z
        .record(path, z.string().regex(/^[0-9a-f]{64}$/))
        .optional()
        .describe('by path, of files that were just sent: one that was sent before is the draft it became'),
    }),
    output: z.object({
      drafts: z.array(draftSchema),
      refused: z.array(refusedFileSchema),
      alreadyHere: z.array(draftIdSchema).describe('those of the drafts that were in the list before'),
    }),
  },
  addSample: { input: nothing, output: draftSchema },
  retryDraft: { input: one, output: draftSchema },
  cancelDraft: { input: one, output: draftSchema },
  removeDrafts: { input: several, output: nothing },
  restoreDrafts: { input: several, output: z.object({ drafts: z.array(draftSchema) }) },
  setDetails: { input: one.extend({ details: detailsSchema.nullable() }), output: draftSchema },
  draftCaptions: {
    input: one,
    output: z.object({ captions: captionFileSchema.nullable().describe('those that were given for it') }),
  },
  setCaptions: {
    input: one.extend({
      captions: z
        .object({ name: z.string().min(1).max(255), base64: z.base64().max(8e6) })
        .nullable()
        .describe('null: those beside the file count, then those in it'),
    }),
    output: draftSchema,
  },
  draftMeasurement: { input: one, output: measurementSchema },
  draftOutline: { input: one, output: measurementOutlineSchema },
  draftScore: { input: one.extend({ platform: platformSchema.optional() }), output: scoreSchema },
  draftForecast: { input: one.extend(forecastDraftInputSchema.shape), output: draftForecastSchema },
  forecasts: { input: nothing, output: forecastsOutputSchema },
  draftMusic: { input: one.extend(fitting), output: musicFitSchema },
  compareDrafts: {
    input: z.object({ ids: z.array(draftIdSchema).min(2).max(6), platform: platformSchema.optional() }),
    output: draftComparisonSchema,
  },
  playback: { input: one, output: playbackSchema },
  openResource: { input: resourceSchema, output: openedSchema },

  history: { input: nothing, output: historySchema },
  historyPage: { input: historyPageInputSchema, output: historyPageSchema },
  importHistory: { input: importInputSchema, output: historyImportSchema },
  undoImport: { input: z.object({ id: z.string() }), output: nothing },
  linkPost: {
    input: z.object({
      postId: z.string(),
      draftId: draftIdSchema
        .nullable()
        .optional()
        .describe('null: no draft is it; absent: whatever follows by itself'),
    }),
    output: historyPostSchema,
  },
  addPost: { input: addPostInputSchema, output: historyPostSchema },
  setEarlyViews: {
    input: z.object({
      postId: z.string(),
      counts: z.array(viewsAtAgeSchema).max(200).describe('all that is told by hand: it replaces what was'),
    }),
    output: earlyForecastSchema,
  },
  importEarlyViews: {
    input: importInputSchema.pick({ path: true, sent: true }),
    output: earlyViewsImportSchema,
  },
  postForecast: { input: z.object({ postId: z.string() }), output: earlyForecastSchema },
  changeAccount: {
    input: z.object({
      id: z.string(),
      name: z.string().min(1).optional(),
      followers: z.number().int().nonnegative().optional(),
      countedOn: z.iso.date().optional().describe('the day of the followers; default: today'),
    }),
    output: nothing,
  },
  deleteAccount: { input: z.object({ id: z.string() }), output: nothing },
  features: { input: nothing, output: featureListSchema },
  exportGuides: { input: nothing, output: z.object({ guides: z.array(exportGuideSchema) }) },

  settings: { input: nothing, output: settingsSchema },
  updateSettings: { input: settingsPatchSchema, output: settingsSchema },
  rubric: { input: nothing, output: rubricOutlineSchema },
  platforms: { input: nothing, output: z.object({ platforms: z.array(platformOutlineSchema) }) },
  libraryInfo: { input: nothing, output: libraryInfoSchema },
  parts: { input: nothing, output: z.object({ parts: z.array(partSchema) }) },
  downloadPart: {
    input: onePart.extend({
      wait: z
        .boolean()
        .default(false)
        .describe(
          'answer when it is there, and end with the call; otherwise at once, and it goes on by itself',
        ),
    }),
    output: partSchema,
  },
  cancelPartDownload: { input: onePart, output: partSchema },
  removePart: { input: onePart, output: partSchema },
  pause: { input: nothing, output: nothing },
  resume: { input: nothing, output: nothing },
  backUp: { input: nothing, output: z.object({ path }) },
  deleteAll: { input: z.object({ confirm: z.literal('delete all') }), output: nothing },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

export type CallName = keyof typeof calls
export type CallInput<Name extends CallName> = z.infer<(typeof calls)[Name]['input']>
export type CallOutput<Name extends CallName> = z.infer<(typeof calls)[Name]['output']>
