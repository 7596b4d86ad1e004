import type { Warning } from '../../../shared/contract/measurement.ts'
import type { TrackRights, TrackUse } from '../../../shared/contract/music.ts'
import type { PlatformId } from '../../../shared/contract/score.ts'
import { seconds } from '../wording.ts'

/** What a person should know before a track is used. */
export function trackWarnings(
  rights: TrackRights,
  uses: readonly TrackUse[],
  { trackS, draftS, today }: { trackS: number; draftS: number; today: string },
): Warning[] {
  const warnings: Warning[] = []
  const warn = (code: string, message: string, startS: number | null = null): void =>
    void warnings.push({ code, message, startS, endS: null })
  if (rights.status === 'unknown') warn('rights-unknown', 'Nothing says whether it may be used.')
  if (rights.status === 'not-cleared') warn('rights-not-cleared', 'Its rights are not cleared.')
  if (rights.until !== null && rights.until < today)
    warn('rights-expired', `The right to use it ended on ${rights.until}.`)
  if (rights.status === 'creative-commons') creativeCommons(rights.licence ?? '', warn)
  if (rights.contentId === 'claimed')
    warn('content-id-claimed', 'It is registered with Content ID: uses of it are claimed.')
  for (const { isThis, name, startS } of uses)
    warn(
      'used-before',
      isThis ? `It is in this draft already, from ${seconds(startS)} on.` : `It is in ${name} already.`,
      isThis ? startS : null,
    )
  if (trackS < draftS - 1)
    warn('ends-early', `It ends ${seconds(draftS - trackS)} before the draft, wherever it begins.`)
  return warnings
}

/** https://creativecommons.org/licenses/by-nd/4.0/legalcode, 1(a): music in timed relation with a moving image is adapted. */
function creativeCommons(licence: string, warn: (code: string, message: string) => void): void {
  const elements = new Set(licence.toLowerCase().split(/[^a-z]+/))
  if (elements.has('nd'))
    warn(
      'licence-no-derivatives',
      'Its licence (ND) forbids adapting it, and music set to pictures counts as adapted.',
    )
  if (elements.has('nc')) warn('licence-non-commercial', 'Its licence (NC) forbids commercial use.')
  if (elements.has('sa'))
    warn('licence-share-alike', 'Its licence (SA) asks for the same licence for the video.')
  if (elements.has('by')) warn('licence-attribution', 'Its licence (BY) asks that its author is named.')
}

/** From this length on a Short with a Content ID claim is blocked. */
const shortWithClaimS = 60

/** What holds for any music in this draft: `content-id` where the rule of Shorts meets it, `content-id-note` elsewhere. */
export function musicWarnings(durationS: number, platform: PlatformId): Warning[] {
  const place = { startS: null, endS: null }
  const rule = 'A Short over 60 s with any active Content ID claim is blocked'
  if (platform === 'shorts' && durationS > shortWithClaimS) {
    const message = `${rule}, and this draft lasts ${seconds(durationS)}: take music that surely has no claim, or stay within 60 s.`
    return [{ code: 'content-id', message, ...place }]
  }
  const here =
    durationS > shortWithClaimS
      ? `this draft of ${seconds(durationS)} is meant if it becomes one`
      : `this draft, of ${seconds(durationS)}, is not meant`
  const message = `${rule}; ${here}. What is said of rights here comes from files and tags; it is not checked with any platform.`
  return [{ code: 'content-id-note', message, ...place }]
}
