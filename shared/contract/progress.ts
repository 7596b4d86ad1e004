import { z } from 'zod'

/** How far a call or a draft is. `timeLeftS` is null until it can be told. */
export const progressSchema = z.object({
  stage: z.enum([
    'waiting',
    'reading',
    'measuring',
    'scoring',
    'rendering',
    'training',
    'listening',
    'downloading',
  ]),
  fraction: z.number().min(0).max(1),
  timeLeftS: z.number().nullable(),
})
export type Progress = z.infer<typeof progressSchema>
