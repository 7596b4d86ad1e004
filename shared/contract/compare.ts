import { z } from 'zod'
import { scoreFailureSchema, scoreSchema } from './score.ts'

const change = z.object({
  first: z.number().nullable(),
  later: z.number().nullable(),
  difference: z.number().nullable(),
})

/** `hookline compare`: every draft against the first. Differences are later minus first. */
export const comparisonSchema = z.object({
  drafts: z.array(z.union([scoreSchema, scoreFailureSchema])),
  differences: z.array(
    z.object({
      file: z.string(),
      overall: change,
      hook: change,
      content: change,
      cta: change,
      checks: z
        .array(
          z.object({
            id: z.string(),
            label: z.string(),
            first: z.number(),
            later: z.number(),
            difference: z.number(),
          }),
        )
        .describe('grades that differ by at least 0.01, the largest difference first'),
    }),
  ),
  strongestHook: z.string().nullable().describe('the file whose opening scores highest; null on a tie'),
})
export type Comparison = z.infer<typeof comparisonSchema>
