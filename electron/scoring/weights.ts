import type { PlatformId } from '../../shared/contract/score.ts'
import type { Settings } from '../../shared/contract/settings.ts'
import type { PlatformProfile } from './platform-profile.ts'
import { platformProfiles } from './platform-profiles.ts'
import { adjustRubric, defaultRubric, rubricSchema, type Rubric } from './rubric.ts'

export type Weights = Pick<Settings, 'partWeights' | 'checkWeights'>

/**
 * The rubric and the profile of a platform with the weights that a person chose: they stand above those of the rubric
 * and above those of the platform.
 *
 * @throws ZodError when the result is no rubric, Error for a check that isn't there
 */
export function withWeights(
  platform: PlatformId,
  { partWeights, checkWeights }: Weights,
): { rubric: Rubric; profile: PlatformProfile } {
  const profile = platformProfiles[platform]
  if (Object.keys(partWeights).length + Object.keys(checkWeights).length === 0) {
    return { rubric: defaultRubric, profile }
  }
  const parts = { ...defaultRubric.parts }
  for (const [id, weight] of Object.entries(partWeights)) parts[id as keyof typeof parts] = { weight }
  const byCheck = Object.entries(checkWeights).map(([id, weight]) => [id, { weight }] as const)
  const adjusted = adjustRubric(defaultRubric, Object.fromEntries(byCheck))
  const scoring = Object.entries(profile.scoring).map(
    ([id, { weight, thresholds }]) =>
      [id, id in checkWeights ? { thresholds } : { weight, thresholds }] as const,
  )
  return {
    rubric: rubricSchema.parse({ ...adjusted, parts, version: `${adjusted.version}, own weights` }),
    profile: { ...profile, scoring: Object.fromEntries(scoring) },
  }
}
