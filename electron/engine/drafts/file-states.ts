import { stat } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import type { Draft } from '../../../shared/contract/drafts.ts'
import { beforeSilence } from '../../media/silence.ts'
import type { StoredDraft } from '../../store/drafts.ts'

type FileState = Draft['fileState']

/** Whether the files of drafts still are what was added. A drive that answers slowly must not hold the list up. */
export interface FileStates {
  /** As it was found last. */
  of(draft: StoredDraft): FileState
  /** Looks at files; `onChange` tells of those that are otherwise than before, also after the wait is over. */
  look(drafts: readonly StoredDraft[]): Promise<void>
}

const longestWaitMs = 250

export function createFileStates(onChange: (id: string) => void): FileStates {
  const found = new Map<string, FileState>()

  async function lookAt(draft: StoredDraft): Promise<void> {
    const state = await fileStateOf(draft)
    const before = found.get(draft.id) ?? 'there'
    found.set(draft.id, state)
    if (state !== before) onChange(draft.id)
  }

  return {
    of: ({ id }) => found.get(id) ?? 'there',
    async look(drafts) {
      const wait = new AbortController()
      await Promise.race([
        Promise.all(drafts.map(lookAt)),
        delay(longestWaitMs, undefined, { signal: wait.signal }).catch(() => undefined),
      ])
      wait.abort()
    },
  }
}

async function fileStateOf({ path, sizeBytes, modifiedNs, sha256 }: StoredDraft): Promise<FileState> {
  try {
    const info = await beforeSilence(() => stat(path, { bigint: true }))
    // Until it has been read, nothing was measured that could differ.
    const isSame = sha256 === null || (Number(info.size) === sizeBytes && String(info.mtimeNs) === modifiedNs)
    return isSame ? 'there' : 'changed'
  } catch {
    return 'missing' // gone, on a drive that is not there, or not to be read any more: it can't be played
  }
}
