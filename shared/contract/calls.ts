import { z } from 'zod'
import { comparisonSchema } from './compare.ts'
import { doctorSchema } from './doctor.ts'
import { measurementSchema } from './measurement.ts'
import { detailsSchema, platformSchema, scoreSchema } from './score.ts'
import { intentionalInputSchema, intentionalOutputSchema } from './intentional.ts'
import { markerFormatSchema } from './markers.ts'

/** An absolute path on this machine. */
const path = z.string().min(1)

/** How far a call is. `timeLeftS` is null until it can be told. */
export const progressSchema = z.object({
  stage: z.enum(['waiting', 'reading', 'measuring', 'scoring']),
  fraction: z.number().min(0).max(1),
  timeLeftS: z.number().nullable(),
})
export type Progress = z.infer<typeof progressSchema>

/** What comes while a call runs: how far it is, and of a score a first, provisional one. */
export const callEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), progress: progressSchema }),
  z.object({ type: z.literal('provisional'), score: scoreSchema }),
])
export type CallEvent = z.infer<typeof callEventSchema>

const scoring = { platform: platformSchema, details: detailsSchema.nullable() }

/** The single list of what the page, the command line and the REST host can ask the engine for. */
export const calls = {
  measure: { input: z.object({ path }), output: measurementSchema },
  score: { input: z.object({ path, ...scoring }), output: scoreSchema },
  compare: { input: z.object({ paths: z.array(path).min(2), ...scoring }), output: comparisonSchema },
  markers: {
    input: z.object({ path, format: markerFormatSchema, platform: platformSchema }),
    output: z.object({ text: z.string() }),
  },
  intentional: { input: intentionalInputSchema, output: intentionalOutputSchema },
  doctor: { input: z.object({}), output: doctorSchema },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

export type CallName = keyof typeof calls
export type CallInput<Name extends CallName> = z.infer<(typeof calls)[Name]['input']>
export type CallOutput<Name extends CallName> = z.infer<(typeof calls)[Name]['output']>
