import type { Span } from '../../shared/contract/measurement.ts'
import type { Evidence } from '../../shared/contract/score.ts'

/** A stretch of the draft and what was found there; `box`: where on the picture. */
export function at({ startS, endS }: Span, note: string, box?: Evidence['box']): Evidence {
  return { startS, endS, note, ...(box && { box }) }
}

/** Evidence as it is shown: inside the draft, in order, times to 1e-4 s. */
export function shownEvidence(evidence: readonly Evidence[], durationS: number): Evidence[] {
  const clip = (timeS: number): number => Math.max(0, Math.min(durationS, Math.round(timeS * 1e4) / 1e4))
  return evidence
    .map(({ startS, endS, ...rest }) => ({
      ...rest,
      startS: clip(startS),
      endS: Math.max(clip(startS), clip(endS)),
    }))
    .sort((a, b) => a.startS - b.startS || a.endS - b.endS)
}

/** Reasons for which a check isn't judged, in the same words everywhere. */
export const reason = {
  noSound: 'the draft has no sound to judge',
  noWords: 'no captions and no speech reader: add a captions file',
  nothingVisible: 'there is no picture to judge: all of it is black',
  notMeasured: (what: string): string => `${what} was not measured here`,
  tooShort: (leastS: number): string => `the draft is shorter than ${leastS} s`,
}
