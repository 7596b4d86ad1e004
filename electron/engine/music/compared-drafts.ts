import { basename } from 'node:path'
import type { Measurement } from '../../../shared/contract/measurement.ts'
import type { StoredFacts } from '../../processes/measure-draft.ts'
import { factSource } from '../../processes/measure-draft.ts'
import { fingerprintDetector, type Fingerprint } from '../../sound/fingerprint.ts'
import type { DraftStore } from '../../store/drafts.ts'

/** A draft in whose sound tracks are looked for. */
export interface ComparedDraft {
  /** Its content. */
  key: string
  draftId: string | null
  name: string
  isThis: boolean
  fingerprint: Fingerprint
}

/** The draft that is asked about and the others of the library, each content once. */
export type ComparedDrafts = (
  file: Measurement['file'],
  draftId: string | null,
) => { drafts: ComparedDraft[]; notCompared: number }

export function createComparedDrafts(parts: {
  drafts: DraftStore
  facts: (sha256: string) => StoredFacts | null
}): ComparedDrafts {
  return (file, draftId) => {
    const seen = new Set([file.sha256])
    const others = parts.drafts.listed().flatMap(({ id, path, sha256, state }) => {
      if (state !== 'scored' || sha256 === null || seen.has(sha256)) return []
      seen.add(sha256)
      return [{ draftId: id, path, sha256, isThis: false }]
    })
    const drafts: ComparedDraft[] = []
    let notCompared = 0
    for (const { path, sha256, ...which } of [{ draftId, ...file, isThis: true }, ...others]) {
      const facts = parts.facts(sha256)
      const fingerprint = facts && factSource(facts).get(fingerprintDetector)
      if (!facts) notCompared++
      if (fingerprint) {
        const { draftId: id, isThis } = which
        drafts.push({ key: sha256, draftId: id, name: basename(path), isThis, fingerprint })
      }
    }
    return { drafts, notCompared }
  }
}
