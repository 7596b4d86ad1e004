import Database from 'better-sqlite3'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { libraryFileName, openLibrary, type Library } from '../../electron/store/library.ts'
import { draftStore } from '../../electron/store/drafts.ts'
import { earlyViewStore } from '../../electron/store/early-views.ts'
import { forecastStore } from '../../electron/store/forecasts.ts'
import { migrations } from '../../electron/store/migrations/index.ts'
import { temporaryFolder } from '../host/hookline.ts'

describe('opening a library', () => {
  let folder: ReturnType<typeof temporaryFolder>
  const opened: Library[] = []
  const open = (): Library => {
    const library = openLibrary(folder.path)
    opened.push(library)
    return library
  }
  beforeEach(() => (folder = temporaryFolder()))
  afterEach(() => {
    for (const library of opened.splice(0)) library.close()
    folder.remove()
  })

  it('makes the schema of the newest version in a new folder', () => {
    expect(open().database.pragma('user_version', { simple: true })).toBe(migrations.at(-1)!.version)
  })

  it('numbers its migrations without a gap, so that no library can skip one', () => {
    expect(migrations.map((migration) => migration.version)).toEqual(migrations.map((_, i) => i + 1))
  })

  it('leaves a library of a newer version untouched and says so', () => {
    open().database.pragma('user_version = 9999')
    opened.pop()!.close()
    const before = readFileSync(join(folder.path, libraryFileName))
    expect(open).toThrow(expect.objectContaining({ code: 'library_newer' }))
    expect(readFileSync(join(folder.path, libraryFileName))).toEqual(before)
  })

  it('moves a damaged library aside, keeps its bytes and begins a new one', () => {
    const rubbish = Buffer.alloc(8192, 'not a database ')
    writeFileSync(join(folder.path, libraryFileName), rubbish)
    const library = open()
    expect(library.notices).toHaveLength(1)
    const aside = readdirSync(folder.path).find((name) => name.includes('.damaged-'))!
    expect(readFileSync(join(folder.path, aside))).toEqual(rubbish)
    expect(library.database.prepare('SELECT count(*) AS n FROM jobs').get()).toEqual({ n: 0 })
  })

  it('says which folder can not be written', () => {
    writeFileSync(join(folder.path, 'file'), '')
    expect(() => openLibrary(join(folder.path, 'file', 'library'))).toThrow(
      expect.objectContaining({ code: 'folder_not_writable' }),
    )
  })

  it('is opened by several at once', () => {
    const first = open()
    const second = open()
    first.database.exec("INSERT INTO file_identities VALUES ('a', 1, '1', '1', 'x')")
    expect(second.database.prepare('SELECT path FROM file_identities').all()).toEqual([{ path: 'a' }])
  })

  it('is copied before a migration changes it', () => {
    const path = join(folder.path, libraryFileName)
    const old = new Database(path)
    for (const { sql } of migrations.slice(0, -1)) old.exec(sql)
    old.exec('CREATE TABLE kept (value TEXT)')
    // A version of its own that lies one before the newest: with a single migration there is none, and nothing to copy.
    old.pragma(`user_version = ${migrations.at(-1)!.version - 1}`)
    old.close()
    open()
    const copies = readdirSync(folder.path).filter((name) => name.includes('.before-version-'))
    expect(copies).toHaveLength(migrations.length > 1 ? 1 : 0)
  })

  // An editor's library from before captions: its drafts have none, and take some.
  it('keeps the drafts of a library of version 5 when it makes room for captions', () => {
    const old = new Database(join(folder.path, libraryFileName))
    for (const { version, sql } of migrations.filter((migration) => migration.version <= 5)) {
      old.exec(sql)
      old.pragma(`user_version = ${version}`)
    }
    old.exec(
      `INSERT INTO drafts (id, path, origin, export_key, size_bytes, modified_ns, added_at, state, attempts)
       VALUES ('one', '/exports/hook.mp4', 'file', '/exports hook', 10, '1', '2026-11-21T10:00:00.000Z', 'waiting', 0)`,
    )
    old.close()
    const drafts = draftStore(open())
    expect(drafts.get('one')).toMatchObject({
      path: '/exports/hook.mp4',
      captions: null,
      captionsBeside: null,
    })
    const captions = { name: 'hook.srt', text: '1', encoding: 'utf-8' }
    drafts.change('one', { captions })
    expect(drafts.get('one')).toMatchObject({ captions })
  })

  // Months of forecasts that wait for their outcome: lost, nobody learns how good they were.
  it('keeps the forecasts of a library of version 7 when it makes room for first views', () => {
    const old = new Database(join(folder.path, libraryFileName))
    for (const { version, sql } of migrations.filter((migration) => migration.version <= 7)) {
      old.exec(sql)
      old.pragma(`user_version = ${version}`)
    }
    const intervals = { value: 5, low50: 4, high50: 6, low80: 3, high80: 7 }
    old
      .prepare(
        `INSERT INTO forecasts VALUES
         (1, '2026-11-01T10:00:00.000Z', 'abc', 'me', 'youtube-short-views7', 'views7', 'model', 'm-1.0.0', 'v1', '{}', ?, 'x', 6, '2026-11-09', 'p')`,
      )
      .run(JSON.stringify(intervals))
    old.close()
    const library = open()
    expect(forecastStore(library).list()).toMatchObject([
      {
        sha256: 'abc',
        target: 'views7',
        intervals,
        outcome: { value: 6, seenOn: '2026-11-09', postId: 'p' },
      },
    ])
    const views = earlyViewStore(library)
    views.tellByHand('me', 'p', [{ minutes: 360, views: 40 }])
    expect(views.all()).toEqual([{ accountId: 'me', postId: 'p', minutes: 360, views: 40 }])
    expect(views.forecasts()).toEqual([])
  })

  it('keeps drafts and facts of a library of version 3 when it makes room for tracks', () => {
    const old = new Database(join(folder.path, libraryFileName))
    for (const { version, sql } of migrations.filter((migration) => migration.version <= 3)) {
      old.exec(sql)
      old.pragma(`user_version = ${version}`)
    }
    old.exec("INSERT INTO measurements VALUES ('abc', 'shots', '1', '6.0', x'00ff', '2026-01-01')")
    old.exec("INSERT INTO settings VALUES ('platform', '\"reels\"')")
    old.close()
    const { database } = open()
    expect(database.prepare('SELECT sha256, facts FROM measurements').all()).toEqual([
      { sha256: 'abc', facts: Buffer.of(0, 255) },
    ])
    expect(database.prepare('SELECT value FROM settings').all()).toEqual([{ value: '"reels"' }])
    expect(database.prepare('SELECT count(*) AS n FROM tracks').get()).toEqual({ n: 0 })
  })
})
