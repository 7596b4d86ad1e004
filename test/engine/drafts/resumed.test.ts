import Database from 'better-sqlite3'
import { existsSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { locateFfmpeg } from '../../../electron/media/locate.ts'
import { libraryFileName } from '../../../electron/store/library.ts'
import { eventually, hookline, runningProcesses, temporaryFolder } from '../../host/hookline.ts'
import { shortDrafts, type ShortDrafts } from '../faults/short-drafts.ts'
import { draftEvents, startEngine, type RunningEngine } from './running-engine.ts'

describe('a queue of drafts', () => {
  const folder = temporaryFolder()
  const engines: RunningEngine[] = []
  let ffmpegPath: string
  let drafts: ShortDrafts
  let library: string
  let libraries = 0
  const start = (options?: { resident: boolean }): RunningEngine => {
    const engine = startEngine(library, options)
    engines.push(engine)
    return engine
  }
  beforeAll(async () => {
    ffmpegPath = (await locateFfmpeg()).ffmpegPath
    drafts = shortDrafts(ffmpegPath, folder.path)
  })
  beforeEach(() => (library = join(folder.path, `library ${++libraries}`)))
  afterEach(async () => {
    for (const engine of engines.splice(0)) await engine.close()
  })
  afterAll(folder.remove)

  async function add(engine: RunningEngine, count: number): Promise<string[]> {
    const paths = Array.from({ length: count }, () => drafts.next())
    return (await engine.call('addDrafts', { paths, origin: 'file' })).drafts.map(({ id }) => id)
  }
  const allScored = (engine: RunningEngine, ids: readonly string[]) =>
    eventually(() => ids.every((id) => engine.stateOf(id) === 'scored'))
  function rows<Row>(sql: string): Row[] {
    const database = new Database(join(library, libraryFileName), { readonly: true })
    const found = database.prepare(sql).all() as Row[]
    database.close()
    return found
  }

  it('goes on in the engine that is started for one that was killed, and the person is told', async () => {
    const engine = start()
    const ids = await add(engine, 8)
    await eventually(() => ids.some((id) => engine.stateOf(id) === 'scored'))
    const done = ids.filter((id) => engine.stateOf(id) === 'scored')
    expect(done.length).toBeLessThan(8)
    engine.events.length = 0
    process.kill(engine.processes[0]!.pid!, 'SIGKILL')
    await allScored(
      engine,
      ids.filter((id) => !done.includes(id)),
    )
    expect(engine.processes).toHaveLength(2)
    expect(engine.told).toEqual(['The engine stopped in mid-work and was started again.'])
    // What was done before is not done again, and each is scored once.
    for (const id of done) expect(draftEvents(engine.events, id)).toEqual([])
    const { drafts: list } = await engine.call('drafts', {})
    expect(list.map(({ state }) => state)).toEqual(Array(8).fill('scored'))
    const jobs = rows<{ state: string }>(`SELECT state FROM jobs`)
    expect(jobs.filter(({ state }) => state === 'done')).toHaveLength(8)
  })

  it('goes on with the next resident engine after one that was closed, and not in one that only answers', async () => {
    const first = start()
    const ids = await add(first, 6)
    await first.close()
    const passing = start({ resident: false })
    const { drafts: left } = await passing.call('drafts', {})
    const waiting = left.filter(({ state }) => state === 'waiting').map(({ id }) => id)
    expect(waiting.length).toBeGreaterThan(0)
    expect(left.map(({ state }) => state)).not.toContain('failed')
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    for (const id of waiting) expect(passing.stateOf(id)).toBeUndefined()
    await allScored(start(), waiting)
    expect(ids).toEqual(expect.arrayContaining(waiting))
  })

  it('leaves nothing running when the engine is closed in mid-work', async () => {
    const engine = start()
    await add(engine, 4)
    await eventually(() =>
      engine.events.some((event) => event.type === 'draft' && event.draft.state === 'measuring'),
    )
    await engine.close()
    if (existsSync('/proc/self/stat')) {
      await eventually(
        () => !runningProcesses().some(({ commandLine }) => commandLine.includes(library)),
        5_000,
      )
    }
  })

  it('gives up on a draft that ends the engine again and again', async () => {
    const engine = start()
    const [id] = await add(engine, 1)
    await allScored(engine, [id!])
    await engine.close()
    const database = new Database(join(library, libraryFileName))
    // As three engines leave it that died over it.
    database.prepare(`UPDATE drafts SET state = 'measuring', owner = 'nobody/1/1', attempts = 3`).run()
    database.close()
    const next = start()
    await eventually(() => next.stateOf(id!) === 'failed')
    expect((await next.draft(id!)).error?.code).toBe('engine_crashed')
    await next.call('retryDraft', { id: id! })
    await allScored(next, [id!])
  })

  it('has one scheduler among two engines, and each sees what the other does', async () => {
    const [one, two] = [start(), start()]
    await Promise.all([one.call('drafts', {}), two.call('drafts', {})])
    const holder = (): string | undefined =>
      rows<{ owner: string }>(`SELECT owner FROM leases WHERE name = 'scheduler'`)[0]?.owner
    const pidOf = (owner: string | undefined): number => Number(owner?.split('/')[1])
    const first = pidOf(await eventually(holder))
    const [scheduler, other] = one.processes[0]!.pid === first ? [one, two] : [two, one]
    expect(scheduler.processes[0]!.pid).toBe(first)

    // Each measures what it was asked to, once, whoever has the lease.
    const ids = [...(await add(one, 3)), ...(await add(two, 3))]
    await eventually(
      () => rows<{ n: number }>(`SELECT count(*) AS n FROM drafts WHERE state = 'scored'`)[0]!.n === 6,
    )
    expect(rows<{ n: number }>(`SELECT count(*) AS n FROM jobs`)[0]!.n).toBe(6)
    for (const engine of [one, two]) {
      expect(engine.events).toContainEqual({ type: 'library-changed' })
      const { drafts: list } = await engine.call('drafts', {})
      expect(list.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
    }

    // What one engine measures can be cancelled in the other, and stops.
    const large = shortDrafts(ffmpegPath, mkdtempSync(join(folder.path, 'large ')), '3840x2160').next()
    const { drafts: added } = await scheduler.call('addDrafts', { paths: [large], origin: 'file' })
    const { id } = added[0]!
    await eventually(() => rows(`SELECT id FROM jobs WHERE state = 'running'`)[0])
    await other.call('cancelDraft', { id })
    await eventually(() => rows(`SELECT id FROM jobs WHERE state = 'cancelled'`)[0])
    expect(await scheduler.draft(id)).toMatchObject({ state: 'cancelled', scores: null, progress: null })

    await scheduler.close()
    await eventually(() => pidOf(holder()) === other.processes[0]!.pid)
  })

  it('shows what the command line changes, and scores anew by its marks', async () => {
    const engine = start()
    const [id] = await add(engine, 1)
    await allScored(engine, [id!])
    const { path } = await engine.draft(id!)
    const score = await engine.call('draftScore', { id: id! })
    const worst = score.hook.checks.toSorted((a, b) => a.grade - b.grade)[0]!
    engine.events.length = 0
    await hookline(['intentional', 'mark', worst.id, '--draft', path, '--library', library])
    await eventually(() => engine.events.some(({ type }) => type === 'library-changed'))
    await eventually(() => draftEvents(engine.events, id!).at(-1)?.scores?.hook !== score.hook.score)
    // The command line scores without adding to the list.
    await hookline(['score', drafts.next(), '--library', library])
    expect((await engine.call('drafts', {})).drafts).toHaveLength(1)
  })
})
