import type { MarkerColour } from '../../../shared/contract/markers.ts'

/** DaVinci Resolve's marker colours, as its scripting documentation names them. */
export const resolveColours: Readonly<Record<MarkerColour, string>> = {
  red: 'Red',
  yellow: 'Yellow',
  magenta: 'Fuchsia',
  cyan: 'Cyan',
  white: 'Cream',
  blue: 'Blue',
  green: 'Green',
}

/** Media Composer's locator colours, as its EDLs spell them. */
export const avidColours: Readonly<Record<MarkerColour, string>> = {
  red: 'RED',
  yellow: 'YELLOW',
  magenta: 'MAGENTA',
  cyan: 'CYAN',
  white: 'WHITE',
  blue: 'BLUE',
  green: 'GREEN',
}

/** Premiere Pro's marker palette, 0xAABBGGRR, as its own XML exports carry it in `pproColor`; green is its default. */
export const premiereColours: Readonly<Record<MarkerColour, number>> = {
  red: 4_281_740_498,
  yellow: 4_281_049_552,
  magenta: 4_289_825_711,
  cyan: 4_292_277_273,
  white: 4_294_967_295,
  blue: 4_294_741_314,
  green: 4_281_828_977,
}
