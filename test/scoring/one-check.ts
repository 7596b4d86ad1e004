import type { DraftDetails } from '../../shared/contract/score.ts'
import { allChecks } from '../../electron/scoring/all-checks.ts'
import { areasOf } from '../../electron/scoring/covered-text.ts'
import { platformProfiles } from '../../electron/scoring/platform-profiles.ts'
import { draftFacts } from '../../electron/scoring/draft-facts.ts'
import { defaultRubric } from '../../electron/scoring/rubric.ts'
import type { Judgement } from '../../electron/scoring/check.ts'
import { measurementOf, type DraftSketch } from './measurements.ts'

/** What the check of this id says of a draft so sketched, at the rubric's thresholds, for TikTok. */
export function judge(
  id: string,
  sketch: Partial<DraftSketch>,
  details: DraftDetails | null = null,
): Judgement {
  const check = allChecks.find((each) => each.id === id)!
  const measurement = measurementOf({ durationS: 20, ...sketch })
  return check.judge(
    draftFacts(measurement, details, areasOf(platformProfiles.tiktok, measurement)),
    check.thresholds.parse(defaultRubric.checks[id]!.thresholds),
  )
}

/** Its grade, 0 to 1; not a number where the check does not judge. */
export function grade(id: string, sketch: Partial<DraftSketch>, details?: DraftDetails): number {
  const judgement = judge(id, sketch, details)
  return 'grade' in judgement ? judgement.grade : Number.NaN
}

/** Its fix; empty where the check does not judge. */
export function fix(id: string, sketch: Partial<DraftSketch>): string {
  const judgement = judge(id, sketch)
  return 'grade' in judgement ? judgement.fix : ''
}
