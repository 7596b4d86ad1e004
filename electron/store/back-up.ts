import { rename, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Library } from './library.ts'

/** Pages of 4 KiB copied at a time, so that others get their turn. */
const pagesAtATime = 256

/**
 * Copies the library, in use, to a file of its own beside it, named after the time.
 *
 * @returns the path of the copy
 * @throws what SQLite and the file system throw; a copy that was not finished is removed
 */
export async function backUpLibrary({ folder, database }: Library): Promise<string> {
  const path = unusedPath(folder)
  const unfinished = `${path}.part`
  try {
    await database.backup(unfinished, { progress: () => pagesAtATime })
    await rename(unfinished, path)
  } finally {
    await rm(unfinished, { force: true })
  }
  return path
}

/** Two in the same second get names of their own. */
function unusedPath(folder: string): string {
  const time = new Date().toISOString().slice(0, 19).replaceAll(':', '-')
  for (let number = 1; ; number++) {
    const path = join(folder, `hookline-backup-${time}${number > 1 ? ` (${number})` : ''}.db`)
    if (!existsSync(path)) return path
  }
}
