import type { Measurement, TextSpan } from '../../shared/contract/measurement.ts'
import { coveredAreas, type CoveredArea } from '../../shared/covered-areas.ts'
import type { PlatformLimit, PlatformProfile } from './platform-profile.ts'

export type SafeZone = Extract<PlatformLimit, { kind: 'safe-zone' }>

/** What a platform's buttons and captions cover of a draft's picture; null where nothing is known of them. */
export function areasOf(profile: PlatformProfile, measurement: Measurement): CoveredArea[] | null {
  const zone = profile.limits.find((limit) => limit.kind === 'safe-zone')
  return zone ? areasUnder(zone, measurement) : null
}

export function areasUnder(zone: SafeZone, { video }: Measurement): CoveredArea[] {
  const { displayWidth, displayHeight } = video
  return coveredAreas(zone, displayHeight > 0 ? displayWidth / displayHeight : 9 / 16)
}

/** The largest share of a text's box that is covered anywhere on its way, 0 to 1. */
export function coveredShare({ box, path }: TextSpan, areas: readonly CoveredArea[]): number {
  return [box, ...path.map((place) => place.box)].reduce(
    (most, one) =>
      Math.max(
        most,
        areas.reduce((sum, area) => sum + shareUnder(one, area), 0),
      ),
    0,
  )
}

/** The share of a box that lies in an area. */
function shareUnder(
  [x, y, width, height]: TextSpan['box'],
  { left, top, width: areaWidth, height: areaHeight }: CoveredArea,
): number {
  const across = Math.min(x + width, left + areaWidth) - Math.max(x, left)
  const down = Math.min(y + height, top + areaHeight) - Math.max(y, top)
  return across > 0 && down > 0 && width > 0 && height > 0 ? (across * down) / (width * height) : 0
}
