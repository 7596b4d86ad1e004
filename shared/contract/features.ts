import { z } from 'zod'

/** `hookline schema features`: what a forecast may know of a post before it is published. */
export const featureListSchema = z.object({
  version: z.string(),
  features: z.array(
    z.object({
      name: z.string(),
      about: z.string(),
      unit: z.string(),
      source: z.string(),
      missing: z.string().describe('when it has no value'),
      categories: z.array(z.string()).nullable().describe('null: it is a number'),
    }),
  ),
})
