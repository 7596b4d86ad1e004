import type { Fingerprint } from '../sound/fingerprint.ts'
import { sharedRecording, type SharedRecording } from '../sound/fingerprint-match.ts'
import { trackInPoint, type TrackInPoint } from '../sound/track-in-point.ts'
import type { TrackFacts } from './track-facts.ts'

/** What a track is held against. */
export interface TrackFitInput {
  track: Pick<TrackFacts, 'beats' | 'durationS' | 'fingerprint'>
  cutsS: number[]
  draftS: number
  toleranceS: number
  /** Fingerprints of drafts, by a name of the asker's. */
  drafts: { name: string; fingerprint: Fingerprint }[]
}

export interface TrackFitFacts {
  inPoint: TrackInPoint | null
  uses: (SharedRecording & { name: string })[]
}

/** Where a track had best begin under a draft, and in which drafts it is heard already. */
export function trackFit({ track, cutsS, draftS, toleranceS, drafts }: TrackFitInput): TrackFitFacts {
  const { beats, durationS, fingerprint } = track
  return {
    inPoint: trackInPoint({ cutsS, draftS, beats, trackS: durationS, toleranceS }),
    uses: drafts.flatMap(({ name, fingerprint: other }) => {
      const shared = fingerprint && sharedRecording(fingerprint, other)
      return shared ? [{ ...shared, name }] : []
    }),
  }
}
