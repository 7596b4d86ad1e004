import type { Library } from './library.ts'

/** A file as it was when its content was last read. */
export interface KnownFile {
  sizeBytes: number
  modifiedNs: string
  inode: string
  sha256: string
}

export interface FileIdentityStore {
  get(path: string): KnownFile | null
  /** Where a content was read, the last time it was. */
  pathsOf(sha256: string): string[]
  set(path: string, file: KnownFile): void
}

export function fileIdentityStore({ database }: Library): FileIdentityStore {
  const select = database.prepare<[string], KnownFile>(
    `SELECT size_bytes AS sizeBytes, modified_ns AS modifiedNs, inode, sha256 FROM file_identities WHERE path = ?`,
  )
  const selectPaths = database.prepare<[string], { path: string }>(
    'SELECT path FROM file_identities WHERE sha256 = ? ORDER BY rowid DESC',
  )
  const insert = database.prepare(
    'INSERT OR REPLACE INTO file_identities (path, size_bytes, modified_ns, inode, sha256) VALUES (?, ?, ?, ?, ?)',
  )
  return {
    get: (path) => select.get(path) ?? null,
    pathsOf: (sha256) => selectPaths.all(sha256).map(({ path }) => path),
    set: (path, file) => void insert.run(path, file.sizeBytes, file.modifiedNs, file.inode, file.sha256),
  }
}
