import { z } from 'zod'
import { draftIdSchema, draftSchema } from './drafts.ts'
import { partSchema } from './parts.ts'
import { scoreSchema } from './score.ts'
import { settingsSchema } from './settings.ts'

/** What the engine tells everybody who listens, unasked. It travels as the notice `event`. */
export const engineEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('draft'), draft: draftSchema }).describe('a draft is new or has changed'),
  z.object({ type: z.literal('draft-gone'), id: draftIdSchema }),
  z.object({ type: z.literal('provisional'), id: draftIdSchema, score: scoreSchema }),
  z.object({ type: z.literal('settings'), settings: settingsSchema }),
  z.object({ type: z.literal('history-changed') }).describe('read it anew where it is shown'),
  z.object({ type: z.literal('part'), part: partSchema }).describe('a part comes, has come or has gone'),
  z.object({ type: z.literal('models-changed') }).describe('read them anew where they are shown'),
  z
    .object({ type: z.literal('model-alert'), scope: z.string(), sentence: z.string() })
    .describe('a forecast model does worse than it should'),
  z.object({ type: z.literal('library-changed') }).describe('by another program: read anew what is shown'),
  z.object({ type: z.literal('told'), sentence: z.string() }).describe('something the person should know'),
])
export type EngineEvent = z.infer<typeof engineEventSchema>
