import { platformIds } from '../../shared/contract/score.ts'
import type { CallOutput } from '../../shared/contract/calls.ts'
import type { PlatformOutline } from '../../shared/contract/settings.ts'
import { allChecks } from '../scoring/all-checks.ts'
import type { PlatformProfile } from '../scoring/platform-profile.ts'
import { platformProfiles } from '../scoring/platform-profiles.ts'
import { defaultRubric } from '../scoring/rubric.ts'
import { scorePartIds } from '../../shared/contract/score.ts'

/** The rubric as it ships: what a person's weights replace. */
export function rubricOutline(): CallOutput<'rubric'> {
  return {
    version: defaultRubric.version,
    parts: scorePartIds.map((id) => ({ id, weight: defaultRubric.parts[id].weight })),
    checks: allChecks.map(({ id, label, part }) => ({
      id,
      label,
      part,
      weight: defaultRubric.checks[id]!.weight,
    })),
  }
}

/** The platforms with what they lay over the picture. */
export function platformOutlines(): CallOutput<'platforms'> {
  return {
    platforms: platformIds.map((id) => ({
      id,
      label: platformProfiles[id].label,
      safeZone: safeZoneOf(platformProfiles[id]),
    })),
  }
}

function safeZoneOf({ limits }: PlatformProfile): PlatformOutline['safeZone'] {
  const zone = limits.find((limit) => limit.kind === 'safe-zone')
  if (!zone) return null
  const { top, bottom, left, right, source } = zone
  return { top, bottom, left, right, source }
}
