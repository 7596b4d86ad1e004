import Database from 'better-sqlite3'
import {
  existsSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
  appendFileSync,
  copyFileSync,
  mkdirSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Draft } from '../../../shared/contract/drafts.ts'
import type { Score } from '../../../shared/contract/score.ts'
import { defaultSettings } from '../../../shared/contract/settings.ts'
import { locateFfmpeg } from '../../../electron/media/locate.ts'
import { libraryFileName } from '../../../electron/store/library.ts'
import { eventually, hookline, projectRoot, temporaryFolder } from '../../host/hookline.ts'
import { shortDrafts, type ShortDrafts } from '../faults/short-drafts.ts'
import { draftEvents, startEngine, type RunningEngine } from './running-engine.ts'

describe('the drafts of the library', () => {
  const folder = temporaryFolder()
  const library = join(folder.path, 'library')
  let drafts: ShortDrafts
  let engine: RunningEngine
  beforeAll(async () => {
    const { ffmpegPath } = await locateFfmpeg()
    drafts = shortDrafts(ffmpegPath, folder.path)
    engine = startEngine(library)
  })
  afterAll(async () => {
    await engine.close()
    folder.remove()
  })

  async function add(...paths: string[]): Promise<Draft[]> {
    return (await engine.call('addDrafts', { paths, origin: 'file' })).drafts
  }
  async function scored(path = drafts.next()): Promise<Draft> {
    const [draft] = await add(path)
    await engine.call('draftScore', { id: draft!.id })
    return engine.draft(draft!.id)
  }
  async function list(): Promise<Draft[]> {
    return (await engine.call('drafts', {})).drafts
  }

  it('are measured by themselves when they are added, and tell how far they are', async () => {
    const [draft] = await add(drafts.next())
    const { id } = draft!
    await eventually(() => engine.stateOf(id) === 'scored')
    const told = draftEvents(engine.events, id)
    expect(told.some(({ progress }) => progress?.stage === 'measuring')).toBe(true)
    const after = await engine.draft(id)
    expect(after).toEqual(told.at(-1))
    // The file was made with these.
    expect(after.video).toEqual({ durationS: 2, displayWidth: 320, displayHeight: 180, fps: 25 })
    expect(after).toMatchObject({ progress: null, error: null, fileState: 'there', previousId: null })
  })

  it('have the score that the command line gives for the file', async () => {
    const draft = await scored()
    const { stdout } = await hookline([
      'score',
      draft.path,
      '--json',
      '--library',
      join(folder.path, 'other'),
    ])
    // The page asks for the forecast by itself: it waits for no score.
    const { prediction, ...score } = JSON.parse(stdout) as Score
    expect(await engine.call('draftScore', { id: draft.id })).toEqual({ ...score, prediction: null })
    const { targets } = await engine.call('draftForecast', { id: draft.id })
    expect(targets).toEqual(prediction?.targets)
  })

  it('have the score that the command line gives for the file in this library, by the settings', async () => {
    const draft = await scored()
    await engine.call('updateSettings', {
      platform: 'youtube',
      partWeights: { hook: 7, content: 1, cta: 0 },
      checkWeights: { 'black-tail': 20 },
    })
    const { stdout } = await hookline(['score', draft.path, '--json', '--library', library])
    const score = await engine.call('draftScore', { id: draft.id })
    expect(score.platform).toBe('youtube')
    expect(score.rubricVersion).toContain('own weights')
    expect({ ...(JSON.parse(stdout) as Score), prediction: null }).toEqual(score)
    await engine.call('updateSettings', { platform: 'tiktok', partWeights: {}, checkWeights: {} })
  })

  it('are one for a path whose file stays the same, and none for what is no usable file', async () => {
    const draft = await scored()
    const missing = join(folder.path, 'nothing.mp4')
    const again = await engine.call('addDrafts', {
      paths: [draft.path, missing, folder.path, draft.path],
      origin: 'file',
    })
    expect(again.drafts.map(({ id, state }) => [id, state])).toEqual([[draft.id, 'scored']])
    expect(again.refused.map(({ path, error }) => [path, error.code])).toEqual([
      [missing, 'file_missing'],
      [folder.path, 'not_a_file'],
    ])
  })

  it('that can not be measured say why, and the others go on', async () => {
    const text = join(folder.path, 'text.mp4')
    writeFileSync(text, 'this is no film')
    const [bad, good] = await add(text, drafts.next())
    await eventually(() => engine.stateOf(good!.id) === 'scored' && engine.stateOf(bad!.id) === 'failed')
    expect(await engine.draft(bad!.id)).toMatchObject({ error: { code: 'not_media' }, scores: null })
    await expect(engine.call('draftScore', { id: bad!.id })).rejects.toMatchObject({ code: 'not_media' })
  })

  it('of one film follow each other: the file exported again, and another version of its name', async () => {
    const exports = join(folder.path, 'exports')
    mkdirSync(exports)
    const path = join(exports, 'Film_v1.mp4')
    copyFileSync(drafts.next(), path)
    const first = await scored(path)
    copyFileSync(drafts.next(), path)
    appendFileSync(path, Buffer.from([0, 0, 0, 8, 0x66, 0x72, 0x65, 0x65])) // another size: an empty `free` box
    expect((await engine.draft(first.id)).fileState).toBe('changed')
    const second = await scored(path)
    expect(second).toMatchObject({ previousId: first.id, fileState: 'there' })
    expect(second.id).not.toBe(first.id)

    const versioned = join(exports, 'film - FINAL (2).mov')
    copyFileSync(drafts.next(), versioned)
    const third = await scored(versioned)
    expect(third.previousId).toBe(second.id)
    await engine.call('removeDrafts', { ids: [second.id] })
    expect((await engine.draft(third.id)).previousId).toBe(first.id)
  })

  it('that are removed are gone until they are restored, or added again', async () => {
    const draft = await scored()
    await engine.call('removeDrafts', { ids: [draft.id] })
    await engine.call('removeDrafts', { ids: [draft.id] }) // as a call is that was repeated after a crash
    expect((await list()).map(({ id }) => id)).not.toContain(draft.id)
    expect(engine.events).toContainEqual({ type: 'draft-gone', id: draft.id })
    await expect(engine.call('draftScore', { id: draft.id })).rejects.toMatchObject({ code: 'draft_unknown' })
    const { drafts: restored } = await engine.call('restoreDrafts', { ids: [draft.id] })
    expect(restored).toEqual([draft])
    // Repeated for one that is measured by now, it must not send it back to the queue.
    const [other] = await add(drafts.next())
    await eventually(() => engine.stateOf(other!.id) === 'measuring')
    const { drafts: again } = await engine.call('restoreDrafts', { ids: [other!.id] })
    expect(again[0]?.state).not.toBe('waiting')
    await engine.call('removeDrafts', { ids: [draft.id] })
    expect((await add(draft.path))[0]?.id).toBe(draft.id)
    expect((await list()).map(({ id }) => id)).toContain(draft.id)
  })

  it('that are cancelled stop, also those that wait, and go on when they are tried again', async () => {
    const added = await add(...Array.from({ length: 6 }, () => drafts.next()))
    const [running, waiting] = [added[0]!, added.at(-1)!]
    expect((await engine.call('cancelDraft', { id: waiting.id })).state).toBe('cancelled')
    expect((await engine.call('cancelDraft', { id: running.id })).state).toBe('cancelled')
    await eventually(() => added.slice(1, -1).every(({ id }) => engine.stateOf(id) === 'scored'))
    expect(await engine.draft(running.id)).toMatchObject({ state: 'cancelled', scores: null, error: null })
    expect(await engine.draft(waiting.id)).toMatchObject({ state: 'cancelled', scores: null })
    for (const { id } of [running, waiting]) await engine.call('retryDraft', { id })
    await eventually(() => [running, waiting].every(({ id }) => engine.stateOf(id) === 'scored'))
  })

  it('that a person opens are measured before the others that wait', async () => {
    const added = await add(...Array.from({ length: 8 }, () => drafts.next()))
    const last = added.at(-1)!.id
    expect((await engine.draft(last)).state).toBe('waiting')
    const waiting = added.filter(({ id }) => engine.stateOf(id) === 'waiting').map(({ id }) => id)
    expect(waiting.length).toBeGreaterThan(1)
    const begun = (): string | undefined => waiting.find((id) => engine.stateOf(id) !== 'waiting')
    expect(await eventually(begun)).toBe(last)
    await eventually(() => added.every(({ id }) => engine.stateOf(id) === 'scored'))
  })

  it('keep their score and facts when the file is gone', async () => {
    const draft = await scored()
    const before = await engine.call('draftScore', { id: draft.id })
    const facts = await engine.call('draftMeasurement', { id: draft.id })
    rmSync(draft.path)
    expect(await engine.draft(draft.id)).toMatchObject({ fileState: 'missing', scores: draft.scores })
    expect(await engine.call('draftScore', { id: draft.id })).toEqual(before)
    const after = await engine.call('draftMeasurement', { id: draft.id })
    expect({ ...after, timing: null }).toEqual({ ...facts, timing: null })
    expect(after.timing.decodeS).toBe(0)
  })

  it('measured by an older Hookline are measured again when they are opened, if their file still is the same', async () => {
    const draft = await scored()
    const age = (): void => {
      const database = new Database(join(library, libraryFileName))
      const { sha256 } = database.prepare('SELECT sha256 FROM drafts WHERE id = ?').get(draft.id) as {
        sha256: string
      }
      database.prepare(`UPDATE measurements SET detector_version = 'old' WHERE sha256 = ?`).run(sha256)
      database.close()
    }
    const score = await engine.call('draftScore', { id: draft.id })
    await engine.close()
    age()
    engine = startEngine(library)
    expect((await engine.draft(draft.id)).scores).toEqual(draft.scores)
    expect(await engine.call('draftScore', { id: draft.id })).toEqual(score)
    await engine.close()
    age()
    engine = startEngine(library)
    appendFileSync(draft.path, Buffer.from([0, 0, 0, 8, 0x66, 0x72, 0x65, 0x65]))
    await expect(engine.call('draftScore', { id: draft.id })).rejects.toMatchObject({ code: 'file_changed' })
    rmSync(draft.path)
    await expect(engine.call('draftScore', { id: draft.id })).rejects.toMatchObject({ code: 'file_missing' })
    expect((await engine.draft(draft.id)).scores).toEqual(draft.scores)
  })

  it('follow their details, and those beside the file where none were entered', async () => {
    const path = drafts.next()
    writeFileSync(`${path}.hookline.json`, JSON.stringify({ hashtags: ['one', 'two'] }))
    const draft = await scored(path)
    const hashtags = async (): Promise<string | null | undefined> =>
      (await engine.call('draftScore', { id: draft.id })).compliance.find(({ id }) => id.includes('hashtag'))
        ?.measured
    expect(await hashtags()).toContain('2')
    await engine.call('setDetails', { id: draft.id, details: { hashtags: ['a', 'b', 'c'] } })
    expect(await hashtags()).toContain('3')
    expect((await engine.draft(draft.id)).details).toEqual({ hashtags: ['a', 'b', 'c'] })
    await engine.call('setDetails', { id: draft.id, details: null })
    expect(await hashtags()).toContain('2')
  })

  it('are scored anew by the weights and the platform of the settings, without their files', async () => {
    const draft = await scored()
    renameSync(draft.path, `${draft.path}.away`)
    const { hook, cta } = draft.scores!
    const overallTold = (): number | undefined => draftEvents(engine.events, draft.id).at(-1)?.scores?.overall
    await engine.call('updateSettings', { partWeights: { hook: 1, content: 0, cta: 0 } })
    await eventually(() => overallTold() === hook)
    await engine.call('updateSettings', { partWeights: { hook: 0, content: 0, cta: 2 } })
    await eventually(() => overallTold() === cta)
    await engine.call('updateSettings', { partWeights: {}, platform: 'youtube' })
    await eventually(() => draftEvents(engine.events, draft.id).at(-1)?.scores?.platform === 'youtube')
    await engine.call('updateSettings', { platform: 'tiktok' })
    await eventually(() => overallTold() === draft.scores!.overall)
    expect((await engine.draft(draft.id)).scores).toEqual(draft.scores)
  })

  it('are scored anew when a check is marked as meant, and when that is undone', async () => {
    const draft = await scored()
    const score = await engine.call('draftScore', { id: draft.id })
    const costs = ({ grade, weight }: { grade: number; weight: number }): number => weight * (1 - grade)
    const dearest = score.hook.checks.toSorted((a, b) => costs(b) - costs(a))[0]!
    await engine.call('intentional', {
      action: 'mark',
      mark: { scope: 'draft', subject: draft.path, checkId: dearest.id },
    })
    await eventually(() => draftEvents(engine.events, draft.id).at(-1)!.scores!.hook! > score.hook.score!)
    await engine.call('intentional', { action: 'undo' })
    await eventually(() => draftEvents(engine.events, draft.id).at(-1)!.scores!.hook === score.hook.score)
  })

  it('are set against each other, and why one opening is stronger', async () => {
    const sample = await engine.call('addSample', {})
    await engine.call('draftScore', { id: sample.id })
    expect(await engine.call('addSample', {})).toMatchObject({ id: sample.id, origin: 'sample' })
    const other = await scored()
    const compared = await engine.call('compareDrafts', { ids: [other.id, sample.id] })
    const [first, later] = [other.scores!, (await engine.draft(sample.id)).scores!]
    expect(compared.ids).toEqual([other.id, sample.id])
    expect(compared.comparison.differences[0]?.overall).toEqual({
      first: first.overall,
      later: later.overall,
      difference: later.overall - first.overall,
    })
    expect(compared.opening.strongestId).toBe(later.hook! > first.hook! ? sample.id : other.id)
    const leads = compared.opening.reasons.map(({ strongest, others }) => strongest - others)
    expect(Math.min(...leads)).toBeGreaterThan(0)
    expect(leads).toEqual(leads.toSorted((a, b) => b - a))
  })

  it('answer no call that only every object has', async () => {
    const inherited = engine.call('toString' as 'settings', {})
    await expect(inherited).rejects.toMatchObject({ code: 'usage', message: 'There is no call toString.' })
  })

  it('refuses settings that can not work, with a sentence, and keeps what stands', async () => {
    const before = await engine.call('settings', {})
    const text = join(folder.path, 'a-text.txt')
    writeFileSync(text, 'no folder, no program')
    const wrong = [
      [{ watchedFolders: [join(folder.path, 'nowhere')] }, 'file_missing'],
      [{ watchedFolders: [text] }, 'not_a_file'],
      [{ watchedFolders: ['exports'] }, 'usage'],
      [{ ffmpegPath: text }, 'ffmpeg_missing'],
      [{ checkWeights: { horoscope: 1 } }, 'usage'],
      [{ partWeights: { hook: 0, content: 0, cta: 0 } }, 'usage'],
    ] as const
    for (const [patch, code] of wrong) {
      await expect(engine.call('updateSettings', structuredClone(patch) as object)).rejects.toMatchObject({
        code,
      })
    }
    expect(await engine.call('settings', {})).toEqual(before)
  })

  it('uses the ffmpeg that was chosen', async () => {
    const { ffmpegPath } = await locateFfmpeg()
    await engine.call('updateSettings', { ffmpegPath })
    expect((await engine.call('libraryInfo', {})).ffmpeg?.path).toBe(ffmpegPath)
    await engine.call('updateSettings', { ffmpegPath: null })
  })

  it('shows the rubric and the platforms as they ship', async () => {
    const { checks, parts } = await engine.call('rubric', {})
    expect(parts.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1)
    expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length)
    const { platforms } = await engine.call('platforms', {})
    expect(platforms.map(({ id }) => id)).toEqual(['tiktok', 'reels', 'shorts', 'youtube'])
    for (const { safeZone } of platforms) {
      if (safeZone) expect(safeZone.top + safeZone.bottom).toBeLessThan(1)
    }
  })

  it('are forgotten a day after they were removed, with what a browser sent', async () => {
    const uploads = join(library, 'uploads')
    const sent = ['kept', 'purged'].map((name) => join(uploads, name, 'sent.mp4'))
    for (const path of sent) {
      mkdirSync(join(path, '..'), { recursive: true })
      copyFileSync(drafts.next(), path)
    }
    const { drafts: added } = await engine.call('addDrafts', { paths: sent, origin: 'upload' })
    const own = await scored()
    const ids = [...added.map(({ id }) => id), own.id]
    await eventually(() => ids.every((id) => engine.stateOf(id) === 'scored'))
    await engine.call('removeDrafts', { ids })
    await engine.close()
    const database = new Database(join(library, libraryFileName))
    const age = database.prepare('UPDATE drafts SET removed_at = ? WHERE id = ?')
    age.run(new Date(Date.now() - 25 * 3_600_000).toISOString(), added[1]!.id)
    age.run(new Date(Date.now() - 25 * 3_600_000).toISOString(), own.id)
    database.close()
    engine = startEngine(library)
    await engine.call('drafts', {})
    await eventually(() => !existsSync(sent[1]!))
    expect(existsSync(sent[0]!)).toBe(true)
    expect(existsSync(own.path)).toBe(true)
    const { drafts: restored } = await engine.call('restoreDrafts', { ids })
    expect(restored.map(({ id }) => id)).toEqual([added[0]!.id])
  })

  it('are backed up while they are in use, in a file that opens by itself', async () => {
    const added = await add(...Array.from({ length: 3 }, () => drafts.next()))
    const { path } = await engine.call('backUp', {})
    const copy = new Database(path, { readonly: true })
    const found = copy.prepare('SELECT id FROM drafts').all() as { id: string }[]
    expect(found.map(({ id }) => id)).toEqual(expect.arrayContaining(added.map(({ id }) => id)))
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok')
    copy.close()
    expect((await engine.call('backUp', {})).path).not.toBe(path)
    expect(readdirSync(library).filter((name) => name.endsWith('.part'))).toEqual([])
    await eventually(() => added.every(({ id }) => engine.stateOf(id) === 'scored'))
  })

  it('are all gone after deleting all, and the library works on', async () => {
    await engine.call('updateSettings', { theme: 'dark', checkWeights: { letterbox: 0 } })
    const ids = [...(await list()), ...(await add(drafts.next(), drafts.next()))].map(({ id }) => id)
    mkdirSync(join(library, 'cache'), { recursive: true })
    await engine.call('deleteAll', { confirm: 'delete all' })
    expect(await list()).toEqual([])
    expect(await engine.call('settings', {})).toEqual(defaultSettings)
    for (const id of ids) expect(engine.events).toContainEqual({ type: 'draft-gone', id })
    const database = new Database(join(library, libraryFileName), { readonly: true })
    for (const table of [
      'drafts',
      'measurements',
      'jobs',
      'file_identities',
      'intentional_changes',
      'settings',
    ]) {
      expect(database.prepare(`SELECT count(*) AS n FROM ${table}`).get(), table).toEqual({ n: 0 })
    }
    database.close()
    expect(existsSync(join(library, 'uploads')) || existsSync(join(library, 'cache'))).toBe(false)
    expect((await scored(join(projectRoot, 'resources', 'sample', 'sample.mp4'))).state).toBe('scored')
  })
})
