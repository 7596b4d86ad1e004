import { readFile } from 'node:fs/promises'
import { app } from 'electron'
import { z } from 'zod'
import { writeAtomically } from './write-atomically.ts'

const mostRecent = 10
const recentSchema = z.array(z.string().min(1)).max(mostRecent)

/** Files that were opened last, newest first; the system's own lists (dock, jump list) get them too. */
export interface RecentFiles {
  list(): readonly string[]
  add(paths: readonly string[]): void
  clear(): void
}

/** @param changed is called after the list has changed */
export async function openRecentFiles(path: string, changed: () => void): Promise<RecentFiles> {
  let files: readonly string[] = await read(path)
  let writing: Promise<void> = Promise.resolve()

  function keep(next: readonly string[]): void {
    files = next
    changed()
    writing = writing.then(() => writeAtomically(path, JSON.stringify(next))).catch(console.error)
  }
  return {
    list: () => files,
    add(paths) {
      for (const one of paths) app.addRecentDocument(one)
      const added = [...paths].reverse()
      keep([...added, ...files.filter((file) => !paths.includes(file))].slice(0, mostRecent))
    },
    clear() {
      app.clearRecentDocuments()
      keep([])
    },
  }
}

async function read(path: string): Promise<string[]> {
  try {
    return recentSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    return [] // a list of short cuts: nothing depends on it
  }
}
