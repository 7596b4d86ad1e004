import type { Composition } from '../../shared/contract/measurement.ts'
import { amount } from './compliance-facts.ts'
import type { NumberFactName } from './platform-profile.ts'
import { decimal, level, percent, seconds } from './wording.ts'

/** What an editor does about a number that lies beyond a limit. */
export function complianceFix(fact: NumberFactName, value: number, bound: number): string {
  const low = value < bound
  const wanted = amount(fact, bound)
  const apart = Math.abs(bound - value)
  switch (fact) {
    case 'durationS':
      return `${low ? 'Lengthen' : 'Shorten'} the draft by ${seconds(apart)} to ${wanted}.`
    case 'displayWidthPx':
    case 'displayHeightPx':
    case 'shortSidePx':
    case 'longSidePx':
      return `Export ${low ? 'larger' : 'smaller'}: scale the frame to ${decimal((bound / Math.max(1, value)) * 100, 0)} %, so that this side has ${wanted}.`
    case 'aspect':
      return `Crop or reframe the picture to ${wanted}: it is ${amount(fact, value)}.`
    case 'fps':
      return `Export at ${low ? '30 fps' : wanted}: the draft has ${amount(fact, value)}.`
    case 'bitrateBps':
      return `Export with ${low ? 'at least' : 'at most'} ${wanted}: the draft has ${amount(fact, value)}.`
    case 'sizeBytes':
      return `Export with ${decimal((bound / Math.max(1, value)) * 100, 0)} % of the bitrate: the file has ${amount(fact, value)}, ${wanted} is the limit.`
    case 'integratedLufs':
      return `${low ? 'Raise' : 'Lower'} the whole mix by ${level(apart, 'dB')} to ${wanted}.`
    case 'truePeakDbtp':
      return `Set the limiter’s ceiling to ${wanted}: peaks are ${level(apart, 'dB')} over it.`
    case 'audioChannels':
      return `Mix the sound down to ${wanted}.`
    case 'audioSampleRateHz':
      return `Export the sound at ${wanted}.`
    case 'captionCharacters':
    case 'titleCharacters':
    case 'descriptionCharacters':
      return low
        ? `Write ${wanted} at least.`
        : `Cut ${decimal(apart, 0)} of ${amount(fact, value)}: ${wanted} is the limit.`
    case 'hashtags':
      return low
        ? `Add ${decimal(apart, 0)} to have ${wanted}.`
        : `Take ${amount(fact, apart)} out: ${wanted} is the limit.`
  }
}

/** Where a draft that is too wide had better be cropped to 9:16, and what that keeps; goes behind the fix of the limit. */
export function cropAdvice({ x, width, keptSalience, keptFaces }: NonNullable<Composition['crop']>): string {
  const faces =
    keptFaces === null
      ? ''
      : keptFaces >= 0.995
        ? ' and all faces'
        : ` and ${percent(keptFaces)} of the faces`
  return `Cropped to 9:16 around ${percent(x + width / 2)} of the width it keeps ${percent(keptSalience)} of what draws the eye${faces}.`
}
