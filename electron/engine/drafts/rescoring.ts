import { setImmediate as nextTurn } from 'node:timers/promises'
import type { DraftStore, StoredDraft } from '../../store/drafts.ts'
import type { Announcer } from '../announcer.ts'
import type { Measuring } from '../measuring.ts'
import { scoresOf, type Judging } from '../judging.ts'
import type { ShownDrafts } from './shown-drafts.ts'

/** Scores follow what they depend on (weights, platform, details, marks) from the kept facts, without decoding. */
export interface Rescoring {
  /** Brings one draft up to date. */
  one(draft: StoredDraft): void
  /** Brings all drafts up to date, a few milliseconds at a time; a later call takes over from an earlier one. */
  all(): Promise<void>
  close(): void
}

interface RescoringParts {
  drafts: DraftStore
  shown: ShownDrafts
  measuring: Measuring
  judging: Judging
  announcer: Announcer
}

export function createRescoring({ drafts, shown, measuring, judging, announcer }: RescoringParts): Rescoring {
  let latest = 0

  function one(draft: StoredDraft): void {
    const { id, path, sizeBytes, sha256 } = draft
    if (draft.state !== 'scored' || sha256 === null) return
    const basis = judging.basis(draft)
    if (basis === draft.scoredWith) return
    const measurement = measuring.recall({ path, sizeBytes, sha256 })
    if (!measurement) return // facts of an older Hookline: the old scores stay until it is opened and measured
    const scores = scoresOf(judging.score(draft, measurement))
    drafts.change(id, { scores, scoredWith: basis })
    if (JSON.stringify(scores) !== JSON.stringify(draft.scores)) shown.tell(id)
  }

  return {
    one,
    async all() {
      const mine = ++latest
      for (const { id } of drafts.listed()) {
        await nextTurn()
        if (mine !== latest) return
        const draft = drafts.get(id)
        try {
          if (draft && draft.removedAt === null) one(draft)
        } catch (thrown) {
          announcer.tellTrouble(thrown)
        }
      }
    },
    close() {
      latest++
    },
  }
}
