import { setTimeout as delay } from 'node:timers/promises'
import type { Measurement } from '../../../shared/contract/measurement.ts'
import { HooklineError } from '../../../shared/contract/errors.ts'
import type { PlatformId, Score } from '../../../shared/contract/score.ts'
import type { DraftStore, StoredDraft } from '../../store/drafts.ts'
import type { Announcer } from '../announcer.ts'
import type { Measuring } from '../measuring.ts'
import type { ScoreCallOptions } from '../scoring.ts'
import { captionsBeside } from '../caption-files.ts'
import { sidecarDetails } from '../sidecar.ts'
import type { DraftQueue } from './draft-queue.ts'
import type { Judging } from '../judging.ts'
import { isCaptioned, withCaptions } from '../with-captions.ts'
import type { Rescoring } from './rescoring.ts'
import type { ShownDrafts } from './shown-drafts.ts'

/** The facts and the score of a draft of the library: from what is kept; one in the queue is waited for. */
export interface DraftResults {
  /** @throws HooklineError `draft_unknown`, why it failed, `cancelled` */
  measurement(id: string, options: ScoreCallOptions): Promise<Measurement>
  /** @throws HooklineError `draft_unknown`, why it failed, `cancelled` */
  score(id: string, platform: PlatformId | undefined, options: ScoreCallOptions): Promise<Score>
}

interface ResultParts {
  drafts: DraftStore
  shown: ShownDrafts
  queue: DraftQueue
  measuring: Measuring
  judging: Judging
  rescoring: Rescoring
  announcer: Announcer
}

/** A draft that another engine measures tells nothing here. */
const lookEveryMs = 500

export function createDraftResults(parts: ResultParts): DraftResults {
  const { drafts, shown, queue, measuring, judging, rescoring, announcer } = parts

  async function measurement(id: string, options: ScoreCallOptions): Promise<Measurement> {
    const measured = await measuredFile(id, options)
    return withCaptions(measured, shown.find(id))
  }

  /** The facts of the file alone. */
  async function measuredFile(id: string, options: ScoreCallOptions): Promise<Measurement> {
    const draft = await ended(id, options)
    const { path, sizeBytes, sha256 } = draft
    const kept = sha256 === null ? null : measuring.recall({ path, sizeBytes, sha256 })
    // Facts of an older Hookline have another form: the file is measured again, if it still is the same.
    if (!kept) return measuredAgain(draft, options)
    const isToBeHeard = !isCaptioned(draft) && measuring.isUnheard(kept.file.sha256)
    return isToBeHeard && (await isThere(draft)) ? measuredAgain(draft, options) : kept
  }

  async function isThere(draft: StoredDraft): Promise<boolean> {
    await shown.lookAtFiles([draft])
    return shown.show(draft).fileState === 'there'
  }

  async function measuredAgain(draft: StoredDraft, options: ScoreCallOptions): Promise<Measurement> {
    await shown.lookAtFiles([draft])
    if (shown.show(draft).fileState === 'changed') {
      throw new HooklineError(
        'file_changed',
        'What is known of this draft is from an older Hookline, and its file is another one by now.',
        'Add the file again: it becomes a draft of its own.',
      )
    }
    const measured = await measuring.measure(draft.path, { ...options, listens: !isCaptioned(draft) })
    rescoring.one(shown.find(draft.id))
    return measured
  }

  /** Waits until a draft is measured and tells how far it is. */
  async function ended(
    id: string,
    { signal, onProgress, onProvisional }: ScoreCallOptions,
  ): Promise<StoredDraft> {
    queue.first(id)
    const early = shown.provisionalOf(id)
    if (early) onProvisional?.(early)
    let waking = Promise.withResolvers<unknown>()
    const stopListening = announcer.listen((event) => {
      if (event.type === 'provisional' && event.id === id) onProvisional?.(event.score)
      if (event.type === 'draft-gone' && event.id === id) waking.resolve(null)
      if (event.type !== 'draft' || event.draft.id !== id) return
      if (event.draft.progress) onProgress(event.draft.progress)
      else waking.resolve(null)
    })
    try {
      for (;;) {
        const draft = shown.find(id)
        if (draft.state === 'scored') return draft
        if (draft.error) throw HooklineError.fromData(draft.error)
        if (draft.state === 'cancelled' || signal.aborted) throw cancelled()
        const wait = new AbortController()
        const either = AbortSignal.any([wait.signal, signal])
        await Promise.race([
          waking.promise,
          delay(lookEveryMs, undefined, { signal: either }).catch(() => undefined),
        ])
        wait.abort()
        waking = Promise.withResolvers<unknown>()
      }
    } finally {
      stopListening()
    }
  }

  return {
    measurement,
    async score(id, platform, options) {
      const measured = await measuredFile(id, options)
      await refreshBeside(shown.find(id))
      return judging.score(shown.find(id), measured, platform)
    },
  }

  /** Details and captions that were written beside the file since; of a file that is not there the last ones stay. */
  async function refreshBeside(draft: StoredDraft): Promise<void> {
    await shown.lookAtFiles([draft])
    if (shown.show(draft).fileState === 'missing') return
    const sidecar = await sidecarDetails(draft.path)
    const beside = await captionsBeside(draft.path)
    const known = [draft.sidecar, draft.captionsBeside]
    if (JSON.stringify([sidecar, beside]) === JSON.stringify(known)) return
    drafts.change(draft.id, { sidecar, captionsBeside: beside })
    rescoring.one(shown.find(draft.id))
    shown.tell(draft.id)
  }
}

function cancelled(): HooklineError {
  return new HooklineError(
    'cancelled',
    'The measuring of this draft was cancelled.',
    'Try again when you like.',
  )
}
