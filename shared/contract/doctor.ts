import { z } from 'zod'

/** `hookline doctor`: what this installation consists of and whether each part works. */
export const doctorSchema = z.object({
  version: z.string(),
  ok: z.boolean(),
  parts: z.array(
    z.object({
      name: z.string(),
      status: z.enum(['ok', 'warning', 'failed']),
      detail: z.string(),
      remedy: z.string().nullable(),
    }),
  ),
})
export type DoctorReport = z.infer<typeof doctorSchema>
export type DoctorPart = DoctorReport['parts'][number]
