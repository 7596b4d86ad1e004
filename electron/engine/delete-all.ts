import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { cacheFolderName, modelsFolderName, uploadsFolderName } from '../../shared/library-layout.ts'
import { deleteAllRows } from '../store/delete-all.ts'
import type { DraftStore } from '../store/drafts.ts'
import type { Library } from '../store/library.ts'
import type { SettingsStore } from '../store/settings.ts'
import type { Announcer } from './announcer.ts'
import type { DraftDesk } from './drafts/draft-desk.ts'
import type { DraftQueue } from './drafts/draft-queue.ts'
import type { Measuring } from './measuring.ts'
import type { PartsDesk } from './parts-desk.ts'

interface DeleteParts {
  library: Library
  drafts: DraftStore
  settings: SettingsStore
  announcer: Announcer
  desk: DraftDesk
  partsDesk: PartsDesk
  queue: DraftQueue
  measuring: Measuring
  /** Follows settings that have changed, folders to watch among them. */
  followSettings: () => Promise<void>
}

/**
 * Deletes all that Hookline knows and keeps: drafts, facts, marks, settings, what browsers sent, what was rendered, parts that were fetched. The
 * library works on, empty. Videos in other folders and back-ups are the person's and stay.
 */
export async function deleteAll(parts: DeleteParts): Promise<void> {
  const { library, drafts, settings, announcer, desk, partsDesk, queue, measuring, followSettings } = parts
  settings.set({ watchedFolders: [] })
  await followSettings()
  desk.remove(drafts.listed().map(({ id }) => id))
  await queue.stop(false)
  for (const { id } of await partsDesk.list()) await partsDesk.remove(id)
  deleteAllRows(library)
  measuring.forgetFacts()
  for (const name of [uploadsFolderName, cacheFolderName, modelsFolderName]) {
    await rm(join(library.folder, name), { recursive: true, force: true })
  }
  await followSettings()
  announcer.tell({ type: 'settings', settings: settings.get() })
}
