import { z } from 'zod'
import { errorSchema } from './errors.ts'

/** Parts that are not shipped and that a person may fetch: what they are, what they cost, and how they stand. */

export const partIds = ['speech-recognition'] as const
export const partIdSchema = z.enum(partIds)

export const partSchema = z.object({
  id: partIdSchema,
  name: z.string(),
  purpose: z.string(),
  model: z.string(),
  languages: z.array(z.string()).describe('ISO 639 codes'),
  sizeBytes: z.number().int().describe('of all its files'),
  licence: z.object({ name: z.string(), url: z.url(), note: z.string() }),
  source: z.object({ name: z.string(), url: z.url(), revision: z.string() }),
  state: z
    .enum(['absent', 'begun', 'downloading', 'installed'])
    .describe('begun: some of it is there, and a download goes on from it'),
  doneBytes: z.number().int(),
  timeLeftS: z.number().nullable(),
  error: errorSchema.nullable().describe('why the last download of this engine ended; null: it did not fail'),
})
export type Part = z.infer<typeof partSchema>
export type PartId = z.infer<typeof partIdSchema>
