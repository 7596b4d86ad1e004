import {
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Draft } from '../../../shared/contract/drafts.ts'
import { locateFfmpeg } from '../../../electron/media/locate.ts'
import { eventually, temporaryFolder } from '../../host/hookline.ts'
import { startEngine, type RunningEngine } from '../drafts/running-engine.ts'
import { shortDrafts, type ShortDrafts } from '../faults/short-drafts.ts'

describe('a watched folder', () => {
  const folder = temporaryFolder()
  const library = join(folder.path, 'library')
  const exports = join(folder.path, 'exports')
  let drafts: ShortDrafts
  let engine: RunningEngine
  const known = (): Draft[] => {
    const byId = new Map<string, Draft>()
    for (const event of engine.events) if (event.type === 'draft') byId.set(event.draft.id, event.draft)
    return [...byId.values()]
  }
  const named = (name: string): Draft | undefined => known().findLast((draft) => draft.name === name)
  const scored = (name: string): Promise<Draft> =>
    eventually(() => (named(name)?.state === 'scored' ? named(name) : null))

  beforeAll(async () => {
    const { ffmpegPath } = await locateFfmpeg()
    drafts = shortDrafts(ffmpegPath, folder.path)
    mkdirSync(exports)
    copyFileSync(drafts.next(), join(exports, 'old.mp4'))
    engine = startEngine(library)
    await engine.call('updateSettings', { watchedFolders: [exports] })
  })
  afterAll(async () => {
    await engine.close()
    folder.remove()
  })

  it('waits until an export that is written slowly is finished, and then scores it by itself', async () => {
    const bytes = readFileSync(drafts.next())
    const file = openSync(join(exports, 'film_v1.mp4'), 'w')
    // Its headers come first, so it can be probed long before it is whole.
    for (let part = 0; part < 6; part++) {
      writeSync(file, bytes.subarray((part * bytes.length) / 6, ((part + 1) * bytes.length) / 6))
      expect(named('film_v1.mp4')).toBeUndefined()
      await delay(800)
    }
    closeSync(file)
    const draft = await scored('film_v1.mp4')
    expect(draft).toMatchObject({ origin: 'watched', previousId: null, video: { durationS: 2 } })
    expect(engine.told).toContain(`film_v1.mp4 scored ${draft.scores!.overall}.`)
  })

  it('sets the next export of the name against it, whether it is another version or the same file', async () => {
    const first = named('film_v1.mp4')!
    copyFileSync(drafts.next(), join(exports, 'Film-final.mp4'))
    const second = await scored('Film-final.mp4')
    expect(second.previousId).toBe(first.id)
    const overall = second.scores!.overall
    expect(engine.told).toContain(`Film-final.mp4 scored ${overall}, as much as film_v1.mp4.`)
    copyFileSync(drafts.next(), join(exports, 'Film-final.mp4'))
    const third = await eventually(() => {
      const found = named('Film-final.mp4')
      return found && found.id !== second.id && found.state === 'scored' ? found : null
    })
    expect(third.previousId).toBe(second.id)
  })

  it('takes neither what was there before, nor what is no finished film', async () => {
    const bytes = readFileSync(drafts.next())
    writeFileSync(join(exports, '.hidden.mp4'), bytes)
    writeFileSync(join(exports, 'render.tmp.mp4'), bytes)
    writeFileSync(join(exports, 'notes.txt'), 'no film')
    writeFileSync(join(exports, 'broken.mp4'), bytes.subarray(0, 200))
    mkdirSync(join(exports, 'folder.mp4'))
    // An exporter's way: written under another name, then renamed.
    writeFileSync(join(exports, '~unfinished.mp4'), bytes)
    renameSync(join(exports, '~unfinished.mp4'), join(exports, 'renamed.mp4'))
    await scored('renamed.mp4')
    await delay(3_000)
    const names = known().map(({ name }) => name)
    expect(names.toSorted()).toEqual(['Film-final.mp4', 'Film-final.mp4', 'film_v1.mp4', 'renamed.mp4'])
    // Export of the broken one is finished after all.
    writeFileSync(join(exports, 'broken.mp4'), bytes)
    await scored('broken.mp4')
  })

  it('that goes away and comes back is watched again, and both are told', async () => {
    renameSync(exports, `${exports} away`)
    await eventually(() => engine.told.some((sentence) => sentence.includes("can't be reached")))
    copyFileSync(drafts.next(), join(`${exports} away`, 'meanwhile.mp4'))
    renameSync(`${exports} away`, exports)
    await eventually(() => engine.told.some((sentence) => sentence.endsWith('is back.')))
    await scored('meanwhile.mp4')
    copyFileSync(drafts.next(), join(exports, 'afterwards.mp4'))
    await scored('afterwards.mp4')
  })

  it('gives what was exported while Hookline was closed, and nothing twice', async () => {
    const before = (await engine.call('drafts', {})).drafts.length
    await engine.close()
    copyFileSync(drafts.next(), join(exports, 'overnight.mp4'))
    engine = startEngine(library)
    await scored('overnight.mp4')
    expect((await engine.call('drafts', {})).drafts).toHaveLength(before + 1)
  })

  it('is watched with the folders inside it when that is chosen, from then on and also those made later', async () => {
    mkdirSync(join(exports, 'yesterday'))
    copyFileSync(drafts.next(), join(exports, 'yesterday', 'inside-before.mp4'))
    await delay(3_000)
    await engine.call('updateSettings', { watchedInside: [exports] })
    mkdirSync(join(exports, 'today', 'client'), { recursive: true })
    copyFileSync(drafts.next(), join(exports, 'today', 'client', 'inside-now.mp4'))
    await scored('inside-now.mp4')
    copyFileSync(drafts.next(), join(exports, 'yesterday', 'inside-late.mp4'))
    await scored('inside-late.mp4')
    expect(named('inside-before.mp4')).toBeUndefined()

    // The other way: the folder goes on by itself, and nothing in it comes a second time.
    const before = (await engine.call('drafts', {})).drafts.length
    await engine.call('updateSettings', { watchedInside: [] })
    copyFileSync(drafts.next(), join(exports, 'yesterday', 'inside-off.mp4'))
    copyFileSync(drafts.next(), join(exports, 'alone.mp4'))
    await scored('alone.mp4')
    expect((await engine.call('drafts', {})).drafts).toHaveLength(before + 1)
  })

  it('is left alone once it is no longer watched', async () => {
    await engine.call('updateSettings', { watchedFolders: [] })
    const before = (await engine.call('drafts', {})).drafts.length
    copyFileSync(drafts.next(), join(exports, 'unseen.mp4'))
    await delay(4_000)
    expect((await engine.call('drafts', {})).drafts).toHaveLength(before)
  })
})
