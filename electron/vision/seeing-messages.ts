import type { ScoredBox } from './boxes.ts'
import type { TextTrack } from './text-follower.ts'

/** What the thread that sees is asked. Pictures are handed over, not copied, and come back with an answer. */
export type SeeingRequest =
  | {
      type: 'read'
      reader: number
      timeS: number
      width: number
      height: number
      planes: Uint8Array<ArrayBuffer>
    }
  | { type: 'finish-reading'; reader: number }
  | { type: 'drop-reading'; reader: number }
  | { type: 'faces'; rgb: Uint8Array<ArrayBuffer>; width: number; height: number; leastConfidence: number }

export interface SeeingAnswers {
  /** A picture that is no longer needed; null: all are still. */
  read: Uint8Array<ArrayBuffer> | null
  'finish-reading': ReadText
  'drop-reading': null
  faces: { rgb: Uint8Array<ArrayBuffer>; faces: ScoredBox[] }
}

export interface ReadText {
  tracks: TextTrack[]
  /** Time from which on there was more text than is read; null: all was read. */
  overloadedS: number | null
}

export interface SeeingAsked {
  id: number
  request: SeeingRequest
}

export type SeeingAnswer =
  | { id: number; output: SeeingAnswers[SeeingRequest['type']] }
  | { id: number; failure: { message: string; isModelMissing: boolean } }
