import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { request as httpRequest, type ClientRequest } from 'node:http'
import { basename, dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { draftSchema, type Draft } from '../../../shared/contract/drafts.ts'
import { sharedMaterial } from '../../shared-material.ts'
import { eventually, temporaryFolder } from '../hookline.ts'
import {
  sample,
  sampleCopies,
  settled,
  startServer,
  type Body,
  type ServerUnderTest,
} from './running-server.ts'

/** Every file below a folder. */
function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

/** An upload that says it has `announcedBytes` and sends the beginning only. */
function beginUpload(server: ServerUnderTest, announcedBytes: number): ClientRequest {
  const request = httpRequest({
    host: '127.0.0.1',
    port: server.port,
    path: '/upload?name=begun.mp4',
    method: 'POST',
    headers: { authorization: `Bearer ${server.token}`, 'content-length': announcedBytes },
  })
  request.on('error', () => undefined)
  request.write(Buffer.alloc(100_000, 1))
  return request
}

const residentKb = (pid: number): number =>
  Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1])

describe('sending a file', () => {
  const folder = temporaryFolder()
  const library = join(folder.path, 'library')
  const uploads = join(library, 'uploads')
  const copies = sampleCopies(folder.path)
  let server: ServerUnderTest
  const drafts = async (): Promise<Draft[]> => (await server.json('drafts', '/api/drafts')).drafts
  const send = async (name: string, body: Body = readFileSync(sample)): Promise<Draft> => {
    const answer = await server.upload(name, body)
    expect(answer.status).toBe(201)
    return draftSchema.parse(await answer.json())
  }

  beforeAll(async () => {
    server = await startServer(library)
  })
  beforeEach(() => mkdirSync(uploads, { recursive: true }))
  afterAll(async () => {
    await server.stop()
    folder.remove()
  })

  it('makes a draft of it, byte for byte, which is scored', async () => {
    const draft = await send('first.mp4')
    expect(draft).toMatchObject({ name: 'first.mp4', origin: 'upload' })
    expect(dirname(dirname(draft.path))).toBe(uploads)
    expect(readFileSync(draft.path).equals(readFileSync(sample))).toBe(true)
    expect(await settled(server, draft.id)).toMatchObject({ state: 'scored' })
  })

  it.each([
    ['../../escape.mp4', 'escape.mp4'],
    ['C:\\exports\\my cut.mp4', 'my cut.mp4'],
    ['🎬 Schnitt: größe "1"?.mp4', '🎬 Schnitt_ größe _1__.mp4'],
    ['a\0b\nc.mp4', 'a_b_c.mp4'],
    ['..', 'draft'],
    ['CON.mp4', '_CON.mp4'],
  ])('keeps it under a name that every system takes: %s', async (name, kept) => {
    const draft = await send(name)
    expect(draft.name).toBe(kept)
    expect(dirname(dirname(draft.path))).toBe(uploads)
  })

  it('opens the first draft when the same file is sent again, while it is measured and after, and keeps one file', async () => {
    const body = readFileSync(copies.next())
    const sendAgain = async (name: string, sent: Buffer): Promise<{ status: number; draft: Draft }> => {
      const answer = await server.upload(name, sent)
      return { status: answer.status, draft: draftSchema.parse(await answer.json()) }
    }
    const first = await send('twice.mp4', body)
    expect(await sendAgain('twice.mp4', body)).toMatchObject({ status: 200, draft: { id: first.id } })
    await settled(server, first.id)
    expect(await sendAgain('twice.mp4', body)).toMatchObject({ status: 200, draft: { id: first.id } })
    expect(filesBelow(uploads).filter((path) => basename(path) === 'twice.mp4')).toEqual([first.path])

    // Another film of that name is another version, and a film that was given another name is wanted under it.
    const other = await sendAgain('twice.mp4', readFileSync(copies.next()))
    expect(other).toMatchObject({ status: 201, draft: { previousId: first.id } })
    expect((await sendAgain('renamed.mp4', body)).status).toBe(201)
    // What is not there any more can't be opened.
    rmSync(dirname(first.path), { recursive: true })
    const anew = await sendAgain('twice.mp4', body)
    expect(anew.status).toBe(201)
    expect(anew.draft.id).not.toBe(first.id)
  })

  it('shortens a name of 300 characters and keeps its ending', async () => {
    const draft = await send(`${'ä🎬'.repeat(150)}.mp4`)
    expect(Buffer.byteLength(draft.name)).toBeLessThanOrEqual(200)
    expect(draft.name.endsWith('🎬.mp4') || draft.name.endsWith('ä.mp4')).toBe(true)
  })

  it('refuses an empty file and a missing name, and keeps nothing of them', async () => {
    const before = filesBelow(uploads)
    for (const [name, body, code] of [
      ['empty.mp4', '', 'file_empty'],
      ['empty in pieces.mp4', Readable.toWeb(Readable.from([])), 'file_empty'],
      ['', 'x', 'usage'],
    ] as const) {
      const answer = await server.upload(name, body as Body)
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(await answer.json()).toMatchObject({ error: { code } })
    }
    expect(filesBelow(uploads)).toEqual(before)
    expect(readdirSync(uploads).length).toBe(before.length)
  })

  it('keeps nothing of what the browser stopped sending', async () => {
    const before = readdirSync(uploads).length
    const count = (await drafts()).length
    const request = beginUpload(server, 50_000_000)
    await eventually(() => filesBelow(uploads).some((path) => path.endsWith('.part')))
    request.destroy()
    await eventually(() => readdirSync(uploads).length === before)
    expect((await drafts()).length).toBe(count)
  })

  it('does not begin to keep a file that is larger than the room on the disk', async () => {
    const before = readdirSync(uploads).length
    const request = beginUpload(server, 2 ** 50)
    const isBegun = await Promise.race([
      eventually(() => filesBelow(uploads).some((path) => path.endsWith('.part'))).then(
        () => true,
        () => false,
      ),
      new Promise((resolve) => setTimeout(resolve, 500, false)),
    ])
    request.destroy()
    expect(isBegun).toBe(false)
    expect(readdirSync(uploads).length).toBe(before)
  })

  it.runIf(process.platform === 'linux')('does not hold a large file in memory', async () => {
    const before = residentKb(server.pid)
    const piece = Buffer.alloc(1 << 20, 7)
    const pieces = Array.from({ length: 512 }, () => piece)
    const answer = await server.upload('large.mp4', Readable.toWeb(Readable.from(pieces)) as Body)
    const draft = draftSchema.parse(await answer.json())
    expect(statSync(draft.path).size).toBe(512 << 20)
    expect(residentKb(server.pid) - before).toBeLessThan(150_000)
    await server.ask(`/api/drafts?ids=${draft.id}`, { method: 'DELETE' })
  })

  /** A limit on the size of files fails like a disk that is full. */
  it.runIf(process.platform === 'linux')(
    'says that the disk is full, and keeps nothing of the file',
    async () => {
      const small = join(folder.path, 'small')
      const own = await startServer(small, ['serve'], { through: ['prlimit', '--fsize=1000000'] })
      const inPieces = Readable.toWeb(createReadStream(sample)) as Body
      const answer = await own.upload('draft.mp4', inPieces)
      expect(answer.status).toBe(507)
      expect(await answer.json()).toMatchObject({ error: { code: 'disk_full' } })
      expect(readdirSync(join(small, 'uploads'))).toEqual([])
      await own.stop()
    },
  )

  it('keeps nothing of what was on its way when the server ended', async () => {
    const own = await startServer(join(folder.path, 'ending'))
    beginUpload(own, 50_000_000)
    const below = join(folder.path, 'ending', 'uploads')
    await eventually(() => filesBelow(below).length > 0)
    await own.stop()
    expect((await own.command.finished).exitCode).toBe(0)
    expect(readdirSync(below)).toEqual([])
  })

  it('clears away what was on its way when the server was killed, and nothing else', async () => {
    const killedLibrary = join(folder.path, 'killed')
    const below = join(killedLibrary, 'uploads')
    const killed = await startServer(killedLibrary)
    beginUpload(killed, 50_000_000)
    await eventually(() => filesBelow(below).length > 0)
    process.kill(killed.pid, 'SIGKILL')
    await killed.command.finished
    mkdirSync(join(below, 'kept'))
    writeFileSync(join(below, 'kept', 'draft.mp4'), 'x')
    const next = await startServer(killedLibrary)
    expect(filesBelow(below).map((path) => basename(path))).toEqual(['draft.mp4'])
    await next.stop()
  })

  describe('of all kinds at once', () => {
    const odd = sharedMaterial('media/odd')
    const reason = odd ? '' : ' (skipped: ../shared, the real material, is not on this machine)'
    it.skipIf(odd === null)(`lets each have its own end, and the rest go on${reason}`, async () => {
      const names = readdirSync(odd!)
      const answers = await Promise.all(
        names.map(async (name) => {
          const body = Readable.toWeb(createReadStream(join(odd!, name))) as Body
          const answer = await server.upload(name, body)
          return { name, status: answer.status, body: await answer.json() }
        }),
      )
      const good = await send('good.mp4')
      for (const { name, status, body } of answers) {
        if (status === 201) {
          const draft = await settled(server, draftSchema.parse(body).id)
          if (draft.state !== 'scored')
            expect([name, draft.error?.message]).toEqual([name, expect.any(String) as string])
        } else
          expect([name, body]).toEqual([
            name,
            { error: expect.objectContaining({ message: expect.any(String) as string }) as object },
          ])
      }
      expect((await settled(server, good.id)).state).toBe('scored')
    })
  })
})
