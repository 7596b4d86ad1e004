import Database from 'better-sqlite3'
import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { HooklineError } from '../../shared/contract/errors.ts'
import { migrations } from './migrations/index.ts'

/** The SQLite library of one user: one file in the library folder, shared by every engine that runs. */
export interface Library {
  readonly folder: string
  readonly database: Database.Database
  /** What the person should be told about opening it, for example that a damaged one was moved aside. */
  readonly notices: readonly string[]
  close(): void
}

export const libraryFileName = 'hookline.db'
const newestVersion = migrations.at(-1)!.version

/**
 * Opens the library in a folder, making the folder, the file and its schema where they are missing.
 *
 * A damaged library is moved aside (never deleted) and a new one begun; `notices` tells. Damage to the first pages shows
 * by itself; the rest is looked at after `suspectDamage`. Before a migration the file is copied.
 *
 * @throws HooklineError `folder_not_writable`, `disk_full`, `library_newer` (made by a later Hookline), `library_busy`
 */
export function openLibrary(folder: string): Library {
  const notices: string[] = []
  const path = join(folder, libraryFileName)
  try {
    mkdirSync(folder, { recursive: true })
    const database = openSound(path, notices)
    migrate(database, path)
    return { folder, database, notices, close: () => database.close() }
  } catch (thrown) {
    throw storeError(thrown, folder)
  }
}

/**
 * Notes that damage was met in mid-use: the next opening examines the whole library, which takes too long for every one.
 */
export function suspectDamage(folder: string): void {
  try {
    writeFileSync(suspicionOf(join(folder, libraryFileName)), '')
  } catch {
    // On a disk that can't be written the library can't be replaced either; whoever meets the damage next notes it.
  }
}

function suspicionOf(path: string): string {
  return `${path}.suspect`
}

function openSound(path: string, notices: string[]): Database.Database {
  const inode = inodeOf(path)
  try {
    return examined(open(path), path)
  } catch (thrown) {
    if (!isDamage(thrown)) throw thrown
    // Another process may have moved it aside by now: the new one stays.
    if (inodeOf(path) !== inode) return open(path)
    const aside = `${path}.damaged-${new Date().toISOString().replaceAll(':', '-')}`
    for (const ending of ['', '-wal', '-shm']) {
      if (existsSync(path + ending)) renameSync(path + ending, aside + ending)
    }
    rmSync(suspicionOf(path), { force: true })
    notices.push(
      `The library was damaged. It was moved to ${aside} and a new one was begun; drafts will be measured again.`,
    )
    return open(path)
  }
}

function inodeOf(path: string): bigint | undefined {
  return statSync(path, { bigint: true, throwIfNoEntry: false })?.ino
}

/** @throws SqliteError SQLITE_CORRUPT when damage was suspected and is there */
function examined(database: Database.Database, path: string): Database.Database {
  if (!existsSync(suspicionOf(path))) return database
  let verdict: unknown
  try {
    verdict = database.pragma('integrity_check(1)', { simple: true })
  } finally {
    if (verdict !== 'ok') database.close()
  }
  if (verdict !== 'ok') throw new Database.SqliteError(String(verdict), 'SQLITE_CORRUPT')
  rmSync(suspicionOf(path), { force: true })
  return database
}

function open(path: string): Database.Database {
  const database = new Database(path, { timeout: 10_000 })
  try {
    refuseNewer(database)
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = NORMAL')
    database.pragma('foreign_keys = ON')
    // Reads the schema: damage to the first pages shows here.
    database.prepare('SELECT count(*) FROM sqlite_schema').get()
    return database
  } catch (thrown) {
    database.close()
    throw thrown
  }
}

function versionOf(database: Database.Database): number {
  return database.pragma('user_version', { simple: true }) as number
}

/** Before anything is written: to set the journal's mode already changes a file. */
function refuseNewer(database: Database.Database): void {
  if (versionOf(database) <= newestVersion) return
  throw new HooklineError(
    'library_newer',
    'The library was made by a newer Hookline and is left untouched.',
    'Update Hookline, or choose another folder with --library.',
  )
}

function migrate(database: Database.Database, path: string): void {
  const version = (): number => versionOf(database)
  if (version() === newestVersion) return
  if (version() > 0) copyAside(database, `${path}.before-version-${newestVersion}-${Date.now()}`)
  for (const migration of migrations) {
    database
      .transaction(() => {
        // Another process may have done it while this one waited for the lock.
        if (version() >= migration.version) return
        database.exec(migration.sql)
        database.pragma(`user_version = ${migration.version}`)
      })
      .immediate()
  }
}

/** A copy that was not finished is none: it would be taken for a back-up. */
function copyAside(database: Database.Database, copy: string): void {
  try {
    database.prepare('VACUUM INTO ?').run(copy)
  } catch (thrown) {
    rmSync(copy, { force: true })
    throw thrown
  }
}

/** What a system or SQLite calls an error; of a DOMException the code is a number and tells nothing here. */
function codeOf(thrown: unknown): string {
  const { code } = thrown as { code?: unknown }
  return typeof code === 'string' ? code : ''
}

function isDamage(thrown: unknown): boolean {
  const code = codeOf(thrown)
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB'
}

/**
 * SQLite knows a full disk by one of its signs only: a limit on file sizes, a quota and a log that has no room to grow
 * come to it as writes that failed.
 */
const noRoom = /^(ENOSPC|EFBIG|EDQUOT|SQLITE_FULL|SQLITE_IOERR_(WRITE|SHMSIZE|SHMOPEN|SHMMAP|FSYNC|TRUNCATE))/
const noWriting =
  /^(EACCES|EPERM|EROFS|EEXIST|ENOENT|ENOTDIR|ENAMETOOLONG|EINVAL|EIO|ELOOP|SQLITE_CANTOPEN|SQLITE_READONLY|SQLITE_IOERR)/

/**
 * What SQLite and the file system say of the library, as an error with a sentence; anything else as it came. Met damage
 * is noted for the next opening.
 */
export function storeError(thrown: unknown, folder: string): Error {
  if (thrown instanceof HooklineError) return thrown
  const code = codeOf(thrown)
  const cause = { cause: thrown }
  if (noRoom.test(code)) {
    return new HooklineError(
      'disk_full',
      `The disk that holds the library (${folder}) is full, or takes no larger files.`,
      'Free some space and try again.',
      cause,
    )
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new HooklineError(
      'library_busy',
      'Another program holds the library.',
      'Try again in a moment.',
      cause,
    )
  }
  if (isDamage(thrown)) {
    suspectDamage(folder)
    return new HooklineError(
      'library_damaged',
      `The library in ${folder} is damaged.`,
      'Run the command again: the damaged library is moved aside and a new one begun.',
      cause,
    )
  }
  if (noWriting.test(code)) {
    return new HooklineError(
      'folder_not_writable',
      `The library folder ${folder} can't be written.`,
      'Check its permissions, or choose another with --library.',
      cause,
    )
  }
  return thrown instanceof Error ? thrown : new Error(String(thrown))
}
