import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import type { Draft } from '../../../shared/contract/drafts.ts'
import { HooklineError } from '../../../shared/contract/errors.ts'
import type { Progress } from '../../../shared/contract/progress.ts'
import type { Score } from '../../../shared/contract/score.ts'
import type { DraftStore, StoredDraft } from '../../store/drafts.ts'
import type { Announcer } from '../announcer.ts'
import { createFileStates } from './file-states.ts'
import { scoresOf } from '../judging.ts'

/** Drafts as others see them: what is kept, and what happens to them just now. */
export interface ShownDrafts {
  /** @throws HooklineError `draft_unknown` for one that is not in the list */
  find(id: string): StoredDraft
  show(draft: StoredDraft): Draft
  /** Tells everybody how a draft stands, or that it is gone. */
  tell(id: string): void
  /** Looks whether the files are there; what is found is shown from then on. */
  lookAtFiles(drafts: readonly StoredDraft[]): Promise<void>
  /** How far a draft is; told at most five times a second. */
  progress(id: string, progress: Progress): void
  provisional(id: string, score: Score): void
  /** The first score of a draft that is being measured. */
  provisionalOf(id: string): Score | null
  /** The measuring of a draft has ended: its progress and its first score count no longer. */
  settle(id: string): void
}

export function draftUnknown(): HooklineError {
  return new HooklineError('draft_unknown', 'This draft is not in the library any more.')
}

interface Live {
  progress: Progress
  provisional: Score | null
  toldAtMs: number
  timer: NodeJS.Timeout | null
}

const tellEveryMs = 200
const notBegun: Progress = { stage: 'waiting', fraction: 0, timeLeftS: null }

/** Those that were added stand above those beside the file. */
function captionsInUse({ captions, captionsBeside }: StoredDraft): Draft['captions'] {
  const file = captions ?? captionsBeside
  if (!file) return null
  const fingerprint = createHash('sha256').update(file.text).digest('hex').slice(0, 16)
  return { name: file.name, source: captions ? 'given' : 'beside', fingerprint }
}

export function createShownDrafts(store: DraftStore, announcer: Announcer): ShownDrafts {
  const live = new Map<string, Live>()
  const files = createFileStates(tell)

  function liveOf(id: string): Live {
    const known = live.get(id) ?? { progress: notBegun, provisional: null, toldAtMs: 0, timer: null }
    live.set(id, known)
    return known
  }

  function tell(id: string): void {
    const draft = store.get(id)
    if (!draft || draft.removedAt !== null) announcer.tell({ type: 'draft-gone', id })
    else announcer.tell({ type: 'draft', draft: show(draft) })
  }

  function show(draft: StoredDraft): Draft {
    const now = live.get(draft.id)
    const isOpen = draft.state === 'waiting' || draft.state === 'measuring'
    const provisional = isOpen && now?.provisional ? scoresOf(now.provisional) : null
    return {
      id: draft.id,
      name: basename(draft.path),
      path: draft.path,
      origin: draft.origin,
      addedAt: draft.addedAt,
      state: draft.state,
      progress: isOpen ? (now?.progress ?? notBegun) : null,
      error: draft.error,
      scores: provisional ?? draft.scores,
      video: draft.video,
      details: draft.details,
      sidecar: draft.sidecar,
      captions: captionsInUse(draft),
      previousId: previousInList(draft),
      fileState: files.of(draft),
    }
  }

  /** Removed exports are passed over. */
  function previousInList(draft: StoredDraft): string | null {
    let previous = draft.previousId === null ? null : store.get(draft.previousId)
    while (previous?.removedAt != null) {
      previous = previous.previousId === null ? null : store.get(previous.previousId)
    }
    return previous?.id ?? null
  }

  return {
    find(id) {
      const draft = store.get(id)
      if (!draft || draft.removedAt !== null) {
        throw draftUnknown()
      }
      return draft
    },
    show,
    tell,
    lookAtFiles: (drafts) => files.look(drafts),
    progress(id, progress) {
      const now = liveOf(id)
      now.progress = progress
      const dueInMs = now.toldAtMs + tellEveryMs - performance.now()
      const tellNow = (): void => {
        now.timer = null
        now.toldAtMs = performance.now()
        tell(id)
      }
      if (dueInMs <= 0) tellNow()
      else now.timer ??= setTimeout(tellNow, dueInMs)
    },
    provisional(id, score) {
      liveOf(id).provisional = score
      announcer.tell({ type: 'provisional', id, score })
      tell(id)
    },
    provisionalOf: (id) => live.get(id)?.provisional ?? null,
    settle(id) {
      clearTimeout(live.get(id)?.timer ?? undefined)
      live.delete(id)
      tell(id)
    },
  }
}
