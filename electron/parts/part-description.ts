import { z } from 'zod'
import { partSchema } from '../../shared/contract/parts.ts'

/** A part as resources/parts describes it: every file with where it lies, how long it is and what it must be. */
export const partDescriptionSchema = partSchema
  .pick({ id: true, name: true, purpose: true, model: true, languages: true, licence: true, source: true })
  .extend({
    files: z
      .array(
        z.strictObject({
          path: z
            .string()
            .regex(/^[\w-]+(\.[\w-]+)*(\/[\w-]+(\.[\w-]+)*)*$/)
            .describe('within the folder of the part'),
          url: z.url({ protocol: /^https?$/ }),
          sizeBytes: z.number().int().positive(),
          sha256: z.string().regex(/^[0-9a-f]{64}$/),
        }),
      )
      .min(1),
  })
export type PartDescription = z.infer<typeof partDescriptionSchema>
export type PartFile = PartDescription['files'][number]

export function sizeOf({ files }: PartDescription): number {
  return files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
}
