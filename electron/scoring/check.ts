import { z } from 'zod'
import type { Evidence, ScorePartId } from '../../shared/contract/score.ts'
import type { DraftFacts } from './draft-facts.ts'

/** What a check says of a draft. `fix` is what would raise the grade; it is shown only while the grade is low. */
export type Judgement =
  | { grade: number; evidence: Evidence[]; fix: string }
  | {
      /** Why the check can't be judged here: its facts are missing, which is never the draft's fault. */
      notJudged: string
    }

/** One number of the rubric and where it comes from: a citation, or the word "convention". */
export const thresholdSchema = z.strictObject({
  value: z.number(),
  unit: z.string(),
  source: z.string().min(1),
})

/**
 * One question about a draft, answered from its measurement alone. Weight and thresholds come from the rubric, so that
 * a person can change them without touching code.
 */
export interface Check {
  readonly id: string
  readonly part: ScorePartId
  readonly label: string
  /** What the rubric has to give: every threshold with unit and source. Parses to plain numbers. */
  readonly thresholds: z.ZodType<Record<string, number>>
  judge(draft: DraftFacts, thresholds: Record<string, number>): Judgement
}

/** A check whose thresholds are the named ones. */
export function defineCheck<const Name extends string>(check: {
  id: string
  part: ScorePartId
  label: string
  thresholds: readonly Name[]
  judge(draft: DraftFacts, thresholds: Record<Name, number>): Judgement
}): Check {
  const { id, part, label } = check
  const shape = Object.fromEntries(check.thresholds.map((name) => [name, thresholdSchema]))
  const thresholds = z
    .strictObject(shape)
    .transform((entries) => Object.fromEntries(Object.entries(entries).map(([name, t]) => [name, t.value])))
  return {
    id,
    part,
    label,
    thresholds,
    judge: (draft, parsed) => check.judge(draft, parsed),
  }
}
