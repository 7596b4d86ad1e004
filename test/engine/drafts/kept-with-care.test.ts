import Database from 'better-sqlite3'
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Draft } from '../../../shared/contract/drafts.ts'
import type { Measurement } from '../../../shared/contract/measurement.ts'
import { locateFfmpeg } from '../../../electron/media/locate.ts'
import { libraryFileName } from '../../../electron/store/library.ts'
import { hookline, temporaryFolder } from '../../host/hookline.ts'
import { shortDrafts, type ShortDrafts } from '../faults/short-drafts.ts'
import { startEngine } from './running-engine.ts'

describe('a library', () => {
  const folder = temporaryFolder()
  const library = join(folder.path, 'library')
  let ffmpeg: string
  let drafts: ShortDrafts
  beforeAll(async () => {
    ffmpeg = (await locateFfmpeg()).ffmpegPath
    drafts = shortDrafts(ffmpeg, folder.path)
  })
  afterAll(() => folder.remove())

  async function withEngine<Value>(
    use: (engine: ReturnType<typeof startEngine>) => Promise<Value>,
  ): Promise<Value> {
    const engine = startEngine(library)
    try {
      return await use(engine)
    } finally {
      await engine.close()
    }
  }
  async function add(engine: ReturnType<typeof startEngine>): Promise<Draft> {
    const { drafts: added } = await engine.call('addDrafts', { paths: [drafts.next()], origin: 'file' })
    await engine.call('draftScore', { id: added[0]!.id })
    return added[0]!
  }

  /** A disk that changed one bit would otherwise change scores without a word. */
  it('measures anew what one changed bit has damaged, whichever facts it is in', async () => {
    const { id, before } = await withEngine(async (engine) => {
      const draft = await add(engine)
      return { id: draft.id, before: await engine.call('draftMeasurement', { id: draft.id }) }
    })
    const database = new Database(join(library, libraryFileName))
    const rows = database
      .prepare<[], { rowid: number; facts: Buffer }>('SELECT rowid, facts FROM measurements')
      .all()
    const write = database.prepare('UPDATE measurements SET facts = ? WHERE rowid = ?')
    for (const { rowid, facts } of rows) {
      facts[Math.floor(facts.length / 2)]! ^= 1
      write.run(facts, rowid)
    }
    database.close()
    expect(rows.length).toBeGreaterThan(3)
    const after = await withEngine((engine) => engine.call('draftMeasurement', { id }))
    expect(facts(after)).toEqual(facts(before))
  })

  /** Undo would bring back drafts that never went, or leave some out. */
  it('removes all drafts of a call or none', async () => {
    await withEngine(async (engine) => {
      const { id } = await add(engine)
      const call = engine.call('removeDrafts', { ids: [id, randomUUID()] })
      await expect(call).rejects.toMatchObject({ code: 'draft_unknown' })
      expect(await engine.draft(id)).toMatchObject({ id })
    })
  })

  /** A call that came too late would otherwise start an engine that nobody ends. */
  it('takes no call once its engine is being closed, and says so', async () => {
    const engine = startEngine(library)
    await engine.close()
    await expect(engine.call('drafts', {})).rejects.toMatchObject({ code: 'cancelled' })
    expect(engine.processes).toHaveLength(1)
  })

  /** Matroska tells the end of the whole file alone: a picture that begins late would look cut off. */
  it('does not take a picture that begins late for one that is cut off', async () => {
    const path = join(folder.path, 'late.mkv')
    execFileSync(ffmpeg, [
      ...['-v', 'error', '-y', '-f', 'lavfi', '-i', 'sine=f=440:d=9'],
      ...['-itsoffset', '5', '-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=25:d=4'],
      ...['-map', '0', '-map', '1', '-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'aac', path],
    ])
    const { stdout } = await hookline(['measure', path, '--json', '--library', library])
    const measured = JSON.parse(stdout) as Measurement
    expect(measured.video.durationS).toBeCloseTo(4, 1)
    expect(measured.warnings.map(({ code }) => code)).not.toContain('ends_early')
  })
})

/** All but how long it took. */
function facts(measurement: Measurement): Omit<Measurement, 'timing'> {
  return { ...measurement, timing: undefined } as Omit<Measurement, 'timing'>
}
