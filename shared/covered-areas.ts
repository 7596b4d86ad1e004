import type { PlatformOutline } from './contract/settings.ts'

/** A part of the draft's picture that the platform covers; shares of the picture. */
export interface CoveredArea {
  left: number
  top: number
  width: number
  height: number
}

/** Short video plays on an upright phone. */
const screenAspect = 9 / 16

/**
 * What a platform's buttons and captions cover of a picture. Zones are shares of an upright 9:16 screen; a picture of
 * another shape is fitted into that screen first, as the platforms do, so that bars take their part of the zone.
 *
 * @param pictureAspect width by height of the draft
 */
export function coveredAreas(
  zone: Omit<NonNullable<PlatformOutline['safeZone']>, 'source'>,
  pictureAspect: number,
): CoveredArea[] {
  const shareX = Math.min(1, pictureAspect / screenAspect)
  const shareY = Math.min(1, screenAspect / pictureAspect)
  const left = covered(zone.left, shareX)
  const right = covered(zone.right, shareX)
  const top = covered(zone.top, shareY)
  const bottom = covered(zone.bottom, shareY)
  const areas = [
    { left: 0, top: 0, width: 1, height: top },
    { left: 0, top: 1 - bottom, width: 1, height: bottom },
    { left: 0, top, width: left, height: 1 - top - bottom },
    { left: 1 - right, top, width: right, height: 1 - top - bottom },
  ]
  return areas.filter(({ width, height }) => width > 0 && height > 0)
}

/** The share of the picture that a margin of the screen reaches into, when the picture takes `share` of the screen. */
function covered(margin: number, share: number): number {
  return Math.max(0, Math.min(1, (margin - (1 - share) / 2) / share))
}
