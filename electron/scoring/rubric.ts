import { z } from 'zod'
import { scorePartIds } from '../../shared/contract/score.ts'
import rubricJson from '../../resources/rubric.json' with { type: 'json' }
import { allChecks } from './all-checks.ts'
import { thresholdSchema } from './check.ts'

/**
 * The opinions of the score as data: how much each part and check weighs, where its thresholds lie and who says so.
 * resources/rubric.json is the one that ships; a person may keep another.
 */
export const rubricSchema = z
  .strictObject({
    version: z.string().min(1),
    parts: z.record(z.enum(scorePartIds), z.strictObject({ weight: z.number().nonnegative() })),
    /** How a part's mean grade becomes its score; see `electron/scoring/part-score.ts`. */
    curve: z.strictObject({
      severity: z.number().gt(0),
      pivot: z.number().gt(0).lt(1),
      steepness: z.number().gt(0),
      /** The share of a part's weight that has to be judged before its score stands on its own. */
      settledShare: z.number().min(0).max(1),
      rationale: z.string().min(1),
    }),
    /** A fix is shown for grades under this. */
    fixBelow: z.number().min(0).max(1),
    checks: z.record(
      z.string(),
      z.strictObject({
        weight: z.number().nonnegative(),
        critical: z
          .strictObject({
            /** The share of the part that is left when this check's grade is 0. */
            leaves: z.number().min(0).max(1),
            rationale: z.string().min(1),
          })
          .optional(),
        thresholds: z.record(z.string(), thresholdSchema),
      }),
    ),
    /** What belongs to a part but can't be measured yet; named in every score's `omitted`. */
    notYetRead: z.array(
      z.strictObject({ id: z.string(), part: z.enum(scorePartIds), label: z.string(), reason: z.string() }),
    ),
  })
  .superRefine((rubric, context) => {
    const known = new Set(allChecks.map((check) => check.id))
    for (const check of allChecks) {
      const entry = rubric.checks[check.id]
      const trouble = entry ? check.thresholds.safeParse(entry.thresholds).error?.message : 'is missing'
      if (trouble) context.addIssue({ code: 'custom', path: ['checks', check.id], message: trouble })
    }
    for (const id of Object.keys(rubric.checks)) {
      if (!known.has(id)) context.addIssue({ code: 'custom', path: ['checks', id], message: 'is no check' })
    }
  })

export type Rubric = z.infer<typeof rubricSchema>
export type CurveSettings = Rubric['curve']

export const defaultRubric: Rubric = rubricSchema.parse(rubricJson)

/**
 * A rubric with some weights and thresholds replaced, as a platform profile asks for.
 *
 * @throws ZodError when the result is no rubric
 */
export function adjustRubric(rubric: Rubric, adjustments: RubricAdjustments): Rubric {
  if (Object.keys(adjustments).length === 0) return rubric
  const checks = { ...rubric.checks }
  for (const [id, adjustment] of Object.entries(adjustments)) {
    const entry = checks[id]
    if (!entry) throw new Error(`the rubric has no check ${id}`)
    checks[id] = {
      ...entry,
      weight: adjustment.weight ?? entry.weight,
      thresholds: { ...entry.thresholds, ...adjustment.thresholds },
    }
  }
  return rubricSchema.parse({ ...rubric, checks })
}

export const rubricAdjustmentsSchema = z.record(
  z.string(),
  z.strictObject({
    weight: z.number().nonnegative().optional(),
    thresholds: z.record(z.string(), thresholdSchema).optional(),
  }),
)
export type RubricAdjustments = z.infer<typeof rubricAdjustmentsSchema>
