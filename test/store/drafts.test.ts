import Database from 'better-sqlite3'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { draftStore, type DraftStore, type StoredDraft } from '../../electron/store/drafts.ts'
import { leaseHoldsMs, leaseStore } from '../../electron/store/leases.ts'
import { libraryFileName, openLibrary, type Library } from '../../electron/store/library.ts'
import { migrations } from '../../electron/store/migrations/index.ts'
import { settingsStore } from '../../electron/store/settings.ts'
import { watchedFileStore } from '../../electron/store/watched-files.ts'
import { defaultSettings } from '../../shared/contract/settings.ts'
import { temporaryFolder } from '../host/hookline.ts'

let folder: ReturnType<typeof temporaryFolder>
let library: Library
beforeEach(() => {
  folder = temporaryFolder()
  library = openLibrary(folder.path)
})
afterEach(() => {
  vi.useRealTimers()
  library.close()
  folder.remove()
})

const draft = (changes: Partial<StoredDraft> = {}): StoredDraft => ({
  id: 'one',
  path: '/exports/hook.mp4',
  origin: 'file',
  exportKey: '/exports\nhook',
  sizeBytes: 10,
  modifiedNs: '1790000000123456789',
  sha256: null,
  addedAt: '2026-11-21T10:00:00.000Z',
  removedAt: null,
  state: 'waiting',
  error: null,
  owner: 'me',
  attempts: 0,
  details: null,
  sidecar: null,
  captions: null,
  captionsBeside: null,
  scores: null,
  scoredWith: null,
  video: null,
  previousId: null,
  ...changes,
})

describe('the migration to version 3', () => {
  it('keeps facts, jobs and marks of a library of version 2, and adds what drafts need', () => {
    const older = temporaryFolder()
    const before = new Database(join(older.path, libraryFileName))
    for (const { version, sql } of migrations.filter((migration) => migration.version <= 2)) {
      before.exec(sql)
      before.pragma(`user_version = ${version}`)
    }
    before.exec(`
      INSERT INTO measurements VALUES ('abc', 'shots', '1', '5.1', x'00ff', '2026-01-01');
      INSERT INTO file_identities VALUES ('/a.mp4', 1, '2', '3', 'abc');
      INSERT INTO jobs (id, kind, subject, path, state, created_at, updated_at)
        VALUES ('j', 'measure', 'abc', '/a.mp4', 'queued', 'then', 'then');
      INSERT INTO intentional_changes (scope, subject, check_id, intentional, changed_at)
        VALUES ('draft', '/a.mp4', 'letterbox', 1, 'then');`)
    const tables = ['measurements', 'file_identities', 'jobs', 'intentional_changes']
    const rows = (database: Database.Database): unknown[] =>
      tables.map((table) => database.prepare(`SELECT * FROM ${table}`).all())
    const kept = rows(before)
    before.close()

    const after = openLibrary(older.path)
    expect(rows(after.database)).toEqual(kept)
    expect(draftStore(after).listed()).toEqual([])
    expect(settingsStore(after).get()).toEqual(defaultSettings)
    draftStore(after).insert(draft())
    expect(() => draftStore(after).insert(draft({ id: 'two', previousId: 'nobody' }))).toThrow(/FOREIGN KEY/)
    after.close()
    older.remove()
  })
})

describe('kept drafts', () => {
  let drafts: DraftStore
  beforeEach(() => (drafts = draftStore(library)))

  it('come back as they were', () => {
    const full = draft({
      sha256: 'abc',
      state: 'failed',
      error: { code: 'corrupt', message: 'It ends early.', hint: null },
      details: { title: 'Å title', hashtags: ['a'] },
      sidecar: { account: 'brand' },
      scores: { platform: 'reels', overall: 50, hook: null, content: 1, cta: 100, provisional: false },
      scoredWith: 'x',
      video: { durationS: 1.5, displayWidth: 1080, displayHeight: 1920, fps: null },
      attempts: 2,
    })
    drafts.insert(full)
    expect(drafts.get('one')).toEqual(full)
  })

  it('are changed only in what is given, so that two engines can set different things', () => {
    drafts.insert(draft())
    drafts.change('one', { details: { title: 'new' } })
    drafts.change('one', { sha256: 'abc' })
    expect(drafts.get('one')).toEqual(draft({ details: { title: 'new' }, sha256: 'abc' }))
  })

  it('are begun and ended by the engine that has them, and by no other', () => {
    drafts.insert(draft())
    expect(drafts.begin('one', 'other')).toBeNull()
    expect(drafts.begin('one', 'me')).toMatchObject({ state: 'measuring', attempts: 1 })
    expect(drafts.end('one', 'other', { state: 'scored' })).toBe(false)
    expect(drafts.takeOver('one', 'me', 'other')).toBe(true)
    expect(drafts.takeOver('one', 'me', 'third')).toBe(false)
    expect(drafts.end('one', 'me', { state: 'scored' })).toBe(false)
    expect(drafts.get('one')).toMatchObject({ state: 'waiting', owner: 'other' })
  })

  it('that were cancelled or removed while they were measured are not ended', () => {
    drafts.insert(draft())
    drafts.begin('one', 'me')
    drafts.change('one', { state: 'cancelled' })
    expect(drafts.end('one', 'me', { state: 'scored' })).toBe(false)
    drafts.insert(draft({ id: 'two', removedAt: '2026-11-21T11:00:00.000Z' }))
    expect(drafts.begin('two', 'me')).toBeNull()
  })

  it('are found by their path, removed ones too, and by their export, removed ones not', () => {
    drafts.insert(draft({ id: 'old', addedAt: '2026-11-20T10:00:00.000Z' }))
    drafts.insert(draft({ id: 'new', removedAt: '2026-11-21T11:00:00.000Z' }))
    expect(drafts.newestAt('/exports/hook.mp4')?.id).toBe('new')
    expect(drafts.newestOfExport('/exports\nhook')?.id).toBe('old')
    expect(drafts.listed().map(({ id }) => id)).toEqual(['old'])
    expect(drafts.removedBefore('2026-11-21T12:00:00.000Z').map(({ id }) => id)).toEqual(['new'])
    expect(drafts.count()).toBe(1)
  })

  it('outlive the export before them', () => {
    drafts.insert(draft({ id: 'old' }))
    drafts.insert(draft({ id: 'new', previousId: 'old' }))
    drafts.delete('old')
    expect(drafts.get('new')?.previousId).toBeNull()
  })
})

describe('settings', () => {
  it('are the defaults until set; two who set different things both count', () => {
    const second = openLibrary(folder.path)
    settingsStore(library).set({ platform: 'shorts' })
    settingsStore(second).set({ theme: 'dark' })
    expect(settingsStore(library).get()).toEqual({ ...defaultSettings, platform: 'shorts', theme: 'dark' })
    second.close()
  })
})

describe('leases', () => {
  it('are held by one at a time until they lapse, are given up, or their holder has ended', () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const leases = leaseStore(library)
    const alive = (): boolean => false
    expect(leases.take('scheduler', 'one', alive)).toBe(true)
    expect(leases.take('scheduler', 'two', alive)).toBe(false)
    vi.advanceTimersByTime(leaseHoldsMs - 1)
    expect(leases.take('scheduler', 'one', alive)).toBe(true)
    vi.advanceTimersByTime(leaseHoldsMs - 1)
    expect(leases.take('scheduler', 'two', alive)).toBe(false)
    expect(leases.holder('scheduler')).toBe('one')
    vi.advanceTimersByTime(1)
    expect(leases.holder('scheduler')).toBeNull()
    expect(leases.take('scheduler', 'two', alive)).toBe(true)
    expect(leases.take('scheduler', 'three', (owner) => owner === 'two')).toBe(true)
    leases.releaseAll('three')
    expect(leases.take('scheduler', 'one', alive)).toBe(true)
  })
})

describe('watched folders', () => {
  it('know what was seen in them until they are no longer watched', () => {
    const watched = watchedFileStore(library)
    const file = { name: 'a.mp4', sizeBytes: 1, modifiedNs: '2' }
    expect(watched.seenIn('/exports')).toBeNull()
    watched.begin('/exports', [file])
    watched.note('/exports', { ...file, modifiedNs: '3' })
    expect([...watched.seenIn('/exports')!.values()]).toEqual([{ ...file, modifiedNs: '3' }])
    watched.keepOnly(['/exports', '/other'])
    expect(watched.seenIn('/exports')).not.toBeNull()
    watched.keepOnly(['/other'])
    expect(watched.seenIn('/exports')).toBeNull()
    expect(library.database.prepare('SELECT count(*) AS n FROM watched_files').get()).toEqual({ n: 0 })
  })
})
