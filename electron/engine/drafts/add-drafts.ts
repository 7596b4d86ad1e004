import { randomUUID } from 'node:crypto'
import { basename, resolve } from 'node:path'
import type { CallOutput } from '../../../shared/contract/calls.ts'
import type { DraftOrigin } from '../../../shared/contract/drafts.ts'
import { errorToData } from '../../../shared/contract/errors.ts'
import type { DraftStore, StoredDraft } from '../../store/drafts.ts'
import type { EngineLife } from '../engine-life.ts'
import { usableFile } from '../measuring.ts'
import type { DraftQueue } from './draft-queue.ts'
import { exportKey } from './export-name.ts'
import type { ShownDrafts } from './shown-drafts.ts'

interface AddParts {
  drafts: DraftStore
  shown: ShownDrafts
  queue: DraftQueue
  owner: string
  life: EngineLife
}

export interface AddDrafts {
  /**
   * Each file becomes a draft that is measured by itself, or is refused with the reason. One that was sent before under
   * the same name is the draft that it became then.
   *
   * @param sha256 by path, of files that were just sent
   */
  add(
    paths: readonly string[],
    origin: DraftOrigin,
    sha256?: Readonly<Record<string, string>>,
  ): Promise<CallOutput<'addDrafts'>>
  /** Lets a draft be measured (again). */
  enqueue(draft: StoredDraft): void
}

interface Taken {
  id: string
  wasHere: boolean
}

interface UsableFile {
  path: string
  sizeBytes: number
  modifiedNs: string
}

export function createAddDrafts({ drafts, shown, queue, owner, life }: AddParts): AddDrafts {
  /** SHA-256 of what was sent, by draft: the library knows it once the draft is measured. */
  const sentSha256 = new Map<string, string>()

  function enqueue({ id }: StoredDraft): void {
    life.show()
    drafts.change(id, { state: 'waiting', error: null, owner, attempts: 0 })
    queue.add(id)
    shown.tell(id)
  }

  /** The draft that the same file became when it was sent before, as long as that file is there. */
  async function sentBefore(path: string, sha256: string): Promise<StoredDraft | null> {
    const same = drafts
      .listed()
      .find(
        (draft) =>
          draft.origin === 'upload' &&
          draft.path !== path &&
          basename(draft.path) === basename(path) &&
          (draft.sha256 ?? sentSha256.get(draft.id)) === sha256,
      )
    if (!same) return null
    const { size, mtimeNs } = await usableFile(same.path).catch(() => ({ size: null, mtimeNs: null })) // gone
    return Number(size) === same.sizeBytes && String(mtimeNs) === same.modifiedNs ? same : null
  }

  async function take(file: UsableFile, origin: DraftOrigin, sha256: string | undefined): Promise<Taken> {
    const before = sha256 === undefined ? null : await sentBefore(file.path, sha256)
    if (before) {
      const { path, sizeBytes, modifiedNs } = before
      renew(before, { path, sizeBytes, modifiedNs }, true)
      return { id: before.id, wasHere: true }
    }
    const known = drafts.newestAt(file.path)
    const id = addFile(file, origin)
    if (sha256 !== undefined) sentSha256.set(id, sha256)
    return { id, wasHere: known?.id === id && known.removedAt === null }
  }

  function addFile(file: UsableFile, origin: DraftOrigin): string {
    life.show()
    const known = drafts.newestAt(file.path)
    const isSame = known?.sizeBytes === file.sizeBytes && known.modifiedNs === file.modifiedNs
    // What was never read is no export of its own yet: it was still being written, say.
    if (known && (isSame || known.sha256 === null)) {
      renew(known, file, isSame)
      return known.id
    }
    const id = randomUUID()
    const key = exportKey(file.path, origin)
    const previous = known && known.removedAt === null ? known : drafts.newestOfExport(key)
    const draft: StoredDraft = {
      id,
      ...file,
      origin,
      exportKey: key,
      sha256: null,
      addedAt: new Date().toISOString(),
      removedAt: null,
      state: 'waiting',
      error: null,
      owner,
      attempts: 0,
      details: previous?.details ?? null,
      sidecar: null,
      captions: null,
      captionsBeside: null,
      scores: null,
      scoredWith: null,
      video: null,
      previousId: previous?.id ?? null,
    }
    drafts.insert(draft)
    enqueue(draft)
    return id
  }

  /** A draft that is added again: restored if it was removed, measured if it has no score. */
  function renew(draft: StoredDraft, file: UsableFile, isSame: boolean): void {
    const { id, removedAt, state } = draft
    drafts.change(id, { removedAt: null, sizeBytes: file.sizeBytes, modifiedNs: file.modifiedNs })
    if (state === 'failed' || state === 'cancelled' || (!isSame && !queue.has(id))) enqueue(draft)
    else if (removedAt !== null && state !== 'scored') enqueue(draft)
    else shown.tell(id)
  }

  return {
    enqueue,
    async add(paths, origin, sha256 = {}) {
      const looked = await Promise.all(
        [...new Set(paths.map((path) => resolve(path)))].map((path) =>
          usableFile(path).then(
            ({ size, mtimeNs }) => ({ path, sizeBytes: Number(size), modifiedNs: String(mtimeNs) }),
            (thrown: unknown) => ({ path, error: errorToData(thrown) }),
          ),
        ),
      )
      const refused = looked.filter((file) => 'error' in file)
      // Several versions added at once follow each other in the order in which they were exported.
      const usable = looked
        .filter((file) => 'sizeBytes' in file)
        .toSorted((a, b) => Number(BigInt(a.modifiedNs) - BigInt(b.modifiedNs)))
      const taken = new Map<string, Taken>()
      for (const file of usable) taken.set(file.path, await take(file, origin, sha256[file.path]))
      return {
        drafts: looked.flatMap(({ path }) =>
          taken.has(path) ? [shown.show(drafts.get(taken.get(path)!.id)!)] : [],
        ),
        refused,
        alreadyHere: [...taken.values()].filter(({ wasHere }) => wasHere).map(({ id }) => id),
      }
    },
  }
}
