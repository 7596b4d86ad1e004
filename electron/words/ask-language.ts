import { z } from 'zod'
import { askKinds } from '../../shared/contract/words.ts'

const patterns = z.array(z.string().min(1))

/** How one language asks, resources/calls-to-action; the form of a pattern is told in ask-pattern.ts. */
export const askLanguageSchema = z.strictObject({
  language: z.string().regex(/^[a-z]{2}$/),
  /** What may come before an ask at the beginning of a clause: “please”, “don't forget to”. */
  leads: patterns,
  /** Those of them that begin a clause within a sentence as well: “and”. */
  links: patterns,
  /** What begins a clause after which the ask comes: “if you liked it …”. */
  conditions: patterns,
  /** After these the verb states something: “I like”, “to share”. */
  notBefore: patterns,
  /** Before an ask they take it back. */
  negations: patterns,
  /** A sentence with one of these tells of an ask of somebody else. */
  told: patterns,
  sets: z.record(z.string(), patterns),
  asks: z.partialRecord(
    z.enum(askKinds),
    z.strictObject({
      /** At the beginning of a clause, where a command stands. */
      begins: patterns,
      /** Wherever it stands. */
      anywhere: patterns,
      /** Words of other matters nearby: eggs are saved, dough is shared. */
      unless: patterns,
    }),
  ),
})
export type AskLanguage = z.infer<typeof askLanguageSchema>
