import { z } from 'zod'

/** A person says that what a check finds is meant: for one draft (by its path), or for all drafts of a brand. */
export const intentionalMarkSchema = z.object({
  scope: z.enum(['draft', 'brand']),
  subject: z
    .string()
    .min(1)
    .describe('the path of the draft, or the name of the brand (the account in its details)'),
  checkId: z.string().min(1),
})
export type IntentionalMark = z.infer<typeof intentionalMarkSchema>

export const intentionalInputSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('mark'), mark: intentionalMarkSchema }),
  z.object({ action: z.literal('unmark'), mark: intentionalMarkSchema }),
  z.object({ action: z.literal('undo') }),
  z.object({ action: z.literal('redo') }),
  z.object({ action: z.literal('list') }),
])

export const intentionalOutputSchema = z.object({
  /** What the call changed, or took back; null when there was nothing to change. */
  changed: intentionalMarkSchema.extend({ intentional: z.boolean() }).nullable(),
  marks: z.array(intentionalMarkSchema),
})
