import type { Library } from './library.ts'

/** A file of a watched folder, as it was seen. */
export interface SeenFile {
  name: string
  sizeBytes: number
  modifiedNs: string
}

/** Which files of watched folders are no news. */
export interface WatchedFileStore {
  /** Those seen in a folder, by name; null for one that is not watched yet. */
  seenIn(folder: string): Map<string, SeenFile> | null
  /** Begins to watch a folder: what is in it now is no news. */
  begin(folder: string, files: readonly SeenFile[]): void
  note(folder: string, file: SeenFile): void
  /** Forgets the folders that are not watched any more. */
  keepOnly(folders: readonly string[]): void
}

export function watchedFileStore({ database }: Library): WatchedFileStore {
  const since = database.prepare('SELECT since FROM watched_folders WHERE folder = ?')
  const select = database.prepare<[string], SeenFile>(
    `SELECT name, size_bytes AS sizeBytes, modified_ns AS modifiedNs FROM watched_files WHERE folder = ?`,
  )
  const insertFolder = database.prepare('INSERT OR IGNORE INTO watched_folders (folder, since) VALUES (?, ?)')
  const insertFile = database.prepare(
    'INSERT OR REPLACE INTO watched_files (folder, name, size_bytes, modified_ns) VALUES (?, ?, ?, ?)',
  )
  const forget = database.prepare(
    'DELETE FROM watched_folders WHERE folder NOT IN (SELECT value FROM json_each(?))',
  )
  const note = (folder: string, { name, sizeBytes, modifiedNs }: SeenFile): void =>
    void insertFile.run(folder, name, sizeBytes, modifiedNs)
  const begin = database.transaction((folder: string, files: readonly SeenFile[]) => {
    insertFolder.run(folder, new Date().toISOString())
    for (const file of files) note(folder, file)
  })
  return {
    seenIn: (folder) =>
      since.get(folder) === undefined
        ? null
        : new Map(select.all(folder).map((file) => [file.name, file] as const)),
    begin: (folder, files) => begin.immediate(folder, files),
    note,
    keepOnly: (folders) => void forget.run(JSON.stringify(folders)),
  }
}
