import { copyFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Draft } from '../../../shared/contract/drafts.ts'
import { temporaryFolder } from '../hookline.ts'
import { rawRequest, sample, settled, startServer, type ServerUnderTest } from './running-server.ts'

describe('files of a draft', () => {
  const folder = temporaryFolder()
  const file = join(folder.path, 'A cut — größe "1" & 50 %.mp4')
  const bytes = readFileSync(sample)
  let server: ServerUnderTest
  let draft: Draft
  const source = (): string => `/media/${draft.id}/source`
  const range = async (value: string, more: Record<string, string> = {}): Promise<Response> =>
    server.ask(source(), { headers: { range: value, ...more } })

  beforeAll(async () => {
    copyFileSync(sample, file)
    server = await startServer(join(folder.path, 'library'))
    const { drafts } = await server.json('addDrafts', '/api/drafts', {
      method: 'POST',
      body: JSON.stringify({ paths: [file] }),
    })
    draft = await settled(server, drafts[0]!.id)
    expect(draft.state).toBe('scored')
  })
  afterAll(async () => {
    await server.stop()
    folder.remove()
  })

  it('come whole, with their type', async () => {
    const answer = await server.ask(source())
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('video/mp4')
    expect(answer.headers.get('accept-ranges')).toBe('bytes')
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true)
  })

  /** RFC 9110, 14.1.2: without these a player can't seek. */
  it.each([
    ['bytes=0-0', 0, 1],
    ['bytes=10-19', 10, 20],
    ['bytes=1000-', 1000, bytes.length],
    ['bytes=-500', bytes.length - 500, bytes.length],
    [`bytes=${bytes.length - 1}-`, bytes.length - 1, bytes.length],
    ['bytes=0-99999999999', 0, bytes.length],
    // A suffix longer than the file is all of it.
    ['bytes=-99999999999', 0, bytes.length],
  ])('come in ranges: %s', async (value, start, end) => {
    const answer = await range(value)
    expect(answer.status).toBe(206)
    expect(answer.headers.get('content-range')).toBe(`bytes ${start}-${end - 1}/${bytes.length}`)
    expect(answer.headers.get('content-length')).toBe(String(end - start))
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes.subarray(start, end))).toBe(true)
  })

  it('says how long a file is whose range was missed', async () => {
    const answer = await range(`bytes=${bytes.length}-`)
    expect(answer.status).toBe(416)
    expect(answer.headers.get('content-range')).toBe(`bytes */${bytes.length}`)
    expect(await answer.json()).toMatchObject({ error: { code: 'usage' } })
  })

  it.each(['bytes=0-1,5-6', 'seconds=0-1'])(
    'come whole when a range is no single one of bytes: %s',
    async (value) => {
      const answer = await range(value)
      expect(answer.status).toBe(200)
      expect((await answer.arrayBuffer()).byteLength).toBe(bytes.length)
    },
  )

  it.each(['bytes=5-1', 'bytes=a-b', 'bytes=', 'bytes=-'])(
    'come whole or not at all when a range is nonsense: %s',
    async (value) => {
      const answer = await range(value)
      expect([200, 416]).toContain(answer.status)
      await answer.arrayBuffer()
    },
  )

  it('are not sent again to whoever has them, and a range only of the same file', async () => {
    const etag = (await server.ask(source(), { method: 'HEAD' })).headers.get('etag')!
    // Not with fetch, which asks servers not to answer from what is known.
    const again = await rawRequest(server.port, source(), {
      host: `127.0.0.1:${server.port}`,
      authorization: `Bearer ${server.token}`,
      'if-none-match': etag,
    })
    expect([again.status, again.body]).toEqual([304, ''])
    expect((await range('bytes=0-9', { 'if-range': etag })).status).toBe(206)
    const other = await range('bytes=0-9', { 'if-range': '"another"' })
    expect([other.status, (await other.arrayBuffer()).byteLength]).toEqual([200, bytes.length])
  })

  it('answers HEAD with the headers alone', async () => {
    const answer = await server.ask(source(), { method: 'HEAD' })
    expect([answer.status, answer.headers.get('content-length')]).toEqual([200, String(bytes.length)])
    expect((await answer.arrayBuffer()).byteLength).toBe(0)
  })

  it('come with a name when they are to be saved, whatever letters it has', async () => {
    const answer = await server.ask(`/media/${draft.id}/table`)
    const disposition = answer.headers.get('content-disposition')!
    expect(answer.headers.get('content-type')).toContain('text/csv')
    // RFC 6266 and 8187: a plain name, and the real one in UTF-8.
    const [, plain, real] = /^attachment; filename="([^"]*)"; filename\*=UTF-8''([\w%.!#$&+^`|~-]+)$/.exec(
      disposition,
    )!
    expect(plain).toMatch(/^[\x20-\x7e]+\.csv$/)
    expect(decodeURIComponent(real!)).toContain('größe')
    expect((await server.ask(source())).headers.get('content-disposition')).toBeNull()
  })

  it('lets a document that is opened in a tab run nothing', async () => {
    const answer = await server.ask(`/media/${draft.id}/score`)
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/)
    expect(await answer.json()).toMatchObject({ overall: draft.scores!.overall })
  })

  it('has nothing at addresses that are none, and nothing of drafts that are none', async () => {
    const none = '00000000-0000-4000-8000-000000000000'
    for (const path of [
      '/media/',
      '/media/x/source',
      `/media/${draft.id}/nothing`,
      `/media/${draft.id}/source/x`,
      `/media/${draft.id}/frame?frame=-1`,
      `/media/${draft.id}/source%2f..%2f..%2fpackage.json`,
      `/media/..%2f..%2fetc/passwd`,
      `/media/${none}/source`,
      `/media//etc/passwd`,
    ]) {
      const answer = await rawRequest(server.port, path, {
        host: `127.0.0.1:${server.port}`,
        authorization: `Bearer ${server.token}`,
      })
      expect([path, answer.status]).toEqual([path, 404])
      expect(JSON.parse(answer.body)).toHaveProperty('error.message')
    }
  })

  it('says that a file is gone, and has it again when it is back', async () => {
    const elsewhere = `${file}.elsewhere`
    renameSync(file, elsewhere)
    const answer = await server.ask(source())
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ error: { code: 'file_missing' } })
    renameSync(elsewhere, file)
    expect((await server.ask(source(), { method: 'HEAD' })).status).toBe(200)
  })

  /** A cached beginning with a new end would play as garbage. */
  it('has another mark when the file is another one', async () => {
    const changed = join(folder.path, 'changed.mp4')
    copyFileSync(sample, changed)
    const { drafts } = await server.json('addDrafts', '/api/drafts', {
      method: 'POST',
      body: JSON.stringify({ paths: [changed] }),
    })
    const path = `/media/${drafts[0]!.id}/source`
    const before = (await server.ask(path, { method: 'HEAD' })).headers.get('etag')!
    await settled(server, drafts[0]!.id)
    writeFileSync(changed, Buffer.concat([bytes, Buffer.from('more')]))
    const after = await rawRequest(server.port, path, {
      host: `127.0.0.1:${server.port}`,
      authorization: `Bearer ${server.token}`,
      'if-none-match': before,
    })
    expect(after.status).not.toBe(304)
  })
})
