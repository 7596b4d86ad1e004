import { dirname, isAbsolute, join, relative, sep } from 'node:path'
import { rm } from 'node:fs/promises'
import type { CallInput, CallOutput } from '../../../shared/contract/calls.ts'
import type { Draft } from '../../../shared/contract/drafts.ts'
import { errorToData } from '../../../shared/contract/errors.ts'
import { uploadsFolderName } from '../../../shared/library-layout.ts'
import type { DraftStore, StoredDraft } from '../../store/drafts.ts'
import type { ScoreCallOptions } from '../scoring.ts'
import { captionFile } from '../caption-files.ts'
import type { AddDrafts } from './add-drafts.ts'
import { compareDrafts, type ComparedDraft } from './compare-drafts.ts'
import type { DraftQueue } from './draft-queue.ts'
import type { DraftResults } from './draft-results.ts'
import type { Rescoring } from './rescoring.ts'
import { draftUnknown, type ShownDrafts } from './shown-drafts.ts'

interface DeskParts {
  folder: string
  drafts: DraftStore
  shown: ShownDrafts
  queue: DraftQueue
  adding: AddDrafts
  results: DraftResults
  rescoring: Rescoring
}

/** What a person can do with the drafts of the library. */
export interface DraftDesk {
  list(): Promise<CallOutput<'drafts'>>
  open(id: string): Promise<Draft>
  cancel(id: string): Draft
  retry(id: string): Promise<Draft>
  remove(ids: readonly string[]): void
  restore(ids: readonly string[]): CallOutput<'restoreDrafts'>
  setDetails(input: CallInput<'setDetails'>): Draft
  /** @throws HooklineError `usage` when nothing in the file can be read as captions */
  setCaptions(input: CallInput<'setCaptions'>): Draft
  compare(input: CallInput<'compareDrafts'>, options: ScoreCallOptions): Promise<CallOutput<'compareDrafts'>>
  /** Forgets for good what was removed long ago, with the files that were sent for it. */
  purge(): Promise<void>
}

/** How long a removed draft can be restored. */
const keepRemovedMs = 86_400_000

/** What was removed before this moment is forgotten, whether its traces are gone yet or not. */
function forgottenBefore(): string {
  return new Date(Date.now() - keepRemovedMs).toISOString()
}

export function createDraftDesk(parts: DeskParts): DraftDesk {
  const { folder, drafts, shown, queue, adding, results, rescoring } = parts
  const isOpen = ({ state }: StoredDraft): boolean => state === 'waiting' || state === 'measuring'
  const shownNow = (id: string): Draft => shown.show(shown.find(id))

  return {
    async list() {
      await shown.lookAtFiles(drafts.listed())
      return { drafts: drafts.listed().map((draft) => shown.show(draft)) }
    },
    async open(id) {
      queue.first(id)
      await shown.lookAtFiles([shown.find(id)])
      return shownNow(id)
    },
    cancel(id) {
      if (isOpen(shown.find(id))) {
        drafts.change(id, { state: 'cancelled', error: null, owner: null })
        queue.drop(id)
        shown.tell(id)
      }
      return shownNow(id)
    },
    async retry(id) {
      const draft = shown.find(id)
      if (isOpen(draft)) return shownNow(id)
      await shown.lookAtFiles([draft])
      if (shown.show(draft).fileState === 'changed') {
        const { drafts: added } = await adding.add([draft.path], draft.origin)
        if (added[0]) return added[0]
      }
      adding.enqueue(draft)
      return shownNow(id)
    },
    remove(ids) {
      const found = ids.map((id) => drafts.get(id))
      // All or none: undo would bring back others than went.
      if (found.includes(null)) throw draftUnknown()
      for (const draft of found) {
        if (draft === null || draft.removedAt !== null) continue // a call may be repeated
        const { id } = draft
        drafts.change(id, {
          removedAt: new Date().toISOString(),
          ...(isOpen(draft) && { state: 'waiting', owner: null }),
        })
        queue.drop(id)
        shown.tell(id)
      }
    },
    restore(ids) {
      return {
        drafts: ids.flatMap((id) => {
          const draft = drafts.get(id)
          if (!draft) return [] // purged
          if (draft.removedAt === null) return [shownNow(id)] // a call may be repeated
          if (draft.removedAt < forgottenBefore()) return [] // being purged: its file may be gone
          drafts.change(id, { removedAt: null })
          if (isOpen(draft)) adding.enqueue(draft)
          else rescoring.one({ ...draft, removedAt: null })
          shown.tell(id)
          return [shownNow(id)]
        }),
      }
    },
    setDetails({ id, details }) {
      shown.find(id)
      drafts.change(id, { details })
      rescoring.one(shown.find(id))
      shown.tell(id)
      return shownNow(id)
    },
    setCaptions({ id, captions }) {
      shown.find(id)
      const file = captions && captionFile(captions.name, Buffer.from(captions.base64, 'base64'))
      drafts.change(id, { captions: file })
      rescoring.one(shown.find(id))
      shown.tell(id)
      return shownNow(id)
    },
    async compare({ ids, platform }, options) {
      const compared: ComparedDraft[] = []
      for (const id of ids) {
        const { path } = shown.find(id)
        const result = await results.score(id, platform, options).catch((thrown: unknown) => {
          if (options.signal.aborted) throw thrown
          return { file: path, error: errorToData(thrown) }
        })
        compared.push({ id, result })
      }
      return compareDrafts(compared)
    },
    async purge() {
      for (const draft of drafts.removedBefore(forgottenBefore())) {
        if (draft.origin === 'upload') await removeUpload(folder, draft.path)
        drafts.delete(draft.id)
      }
    },
  }
}

/** Only what lies in the folder of uploads, each in a folder of its own, is Hookline's to delete. */
async function removeUpload(folder: string, path: string): Promise<void> {
  const uploads = join(folder, uploadsFolderName)
  const inside = relative(uploads, path)
  // From one drive of Windows to another there is no relative path.
  if (inside.startsWith('..') || isAbsolute(inside) || inside.split(sep).length !== 2) return
  await rm(dirname(path), { recursive: true, force: true })
}
