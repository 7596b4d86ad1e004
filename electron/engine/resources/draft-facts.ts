import type { Measurement } from '../../../shared/contract/measurement.ts'
import { decodeFactsId, type DecodeFacts, type StoredFacts } from '../../processes/measure-draft.ts'
import type { ScoreCallOptions } from '../scoring.ts'

/** The facts about a draft as the detectors gave them. */
export interface DraftFacts {
  sha256: string
  stored: StoredFacts
  decoded: DecodeFacts
}
export type ReadDraftFacts = (id: string, options: ScoreCallOptions) => Promise<DraftFacts>

/** Reads facts from the library; a draft in the queue is waited for, outdated facts are measured again. */
export function createDraftFacts(parts: {
  measurement: (id: string, options: ScoreCallOptions) => Promise<Measurement>
  facts: (sha256: string) => StoredFacts | null
}): ReadDraftFacts {
  return async (id, options) => {
    const { sha256 } = (await parts.measurement(id, options)).file
    const stored = parts.facts(sha256)
    if (!stored) throw new Error('the facts of a draft that has just been measured are gone')
    return { sha256, stored, decoded: stored[decodeFactsId] as DecodeFacts }
  }
}
