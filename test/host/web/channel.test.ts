import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { descendantsOf, eventually, temporaryFolder } from '../hookline.ts'
import {
  enginePid,
  openChannel,
  sampleCopies,
  settled,
  startServer,
  type PageUnderTest,
  type ServerUnderTest,
} from './running-server.ts'

describe('pages on their channel', () => {
  const library = temporaryFolder()
  const copies = sampleCopies(library.path)
  let server: ServerUnderTest
  const open = (): Promise<PageUnderTest> =>
    openChannel(server.port, { cookie: `hookline-${server.port}=${server.token}`, origin: server.origin })

  beforeAll(async () => {
    server = await startServer(library.path)
  })
  afterAll(async () => {
    await server.stop()
    library.remove()
  })

  it('see what the others change, and programs too', async () => {
    const [one, two] = await Promise.all([open(), open()])
    await one.call('updateSettings', { theme: 'dark' })
    for (const page of [one, two]) {
      await eventually(() =>
        page.events.some((event) => event.type === 'settings' && event.settings.theme === 'dark'),
      )
    }
    const draft = await server.json('addSample', '/api/sample', { method: 'POST' })
    for (const page of [one, two]) {
      await eventually(() =>
        page.events.some(
          (event) => event.type === 'draft' && event.draft.id === draft.id && event.draft.state === 'scored',
        ),
      )
    }
    one.socket.close()
    two.socket.close()
  })

  it('get errors as data, for what is no call and for input that does not fit', async () => {
    const page = await open()
    await expect(page.call('nothing' as never, {})).rejects.toThrow('usage')
    await expect(page.call('toString' as never, {})).rejects.toThrow('usage')
    await expect(page.call('draft', { id: 'x' })).rejects.toThrow('usage')
    page.socket.close()
  })

  it('are closed when they speak nonsense, and the server goes on', async () => {
    for (const nonsense of [
      '{',
      '[]',
      'null',
      '{"type":"result","id":1}',
      '{"type":"call","id":"x"}',
      Buffer.from([1, 2]),
    ]) {
      const page = await open()
      const closed = new Promise((resolve) => page.socket.once('close', resolve))
      page.socket.send(nonsense)
      expect(await closed).toBe(1007)
    }
    const page = await open()
    expect(await page.call('settings', {})).toHaveProperty('platform')
    page.socket.close()
  })

  /** Without it a closed tab would keep the machine busy with what nobody sees. */
  it.runIf(existsSync('/proc'))('ends what a page asked for when that page closes', async () => {
    const page = await open()
    page.send({ type: 'call', id: 1, name: 'measure', input: { path: copies.next() } })
    const isDecoding = (): boolean =>
      descendantsOf(server.pid).some(({ commandLine }) => commandLine.includes('ffmpeg'))
    await eventually(isDecoding)
    page.socket.terminate()
    await eventually(() => !isDecoding())
  })

  it('lets the queue go on when the page that filled it closes', async () => {
    const page = await open()
    const { drafts } = await page.call('addDrafts', { paths: [copies.next()] })
    page.socket.terminate()
    expect((await settled(server, drafts[0]!.id)).state).toBe('scored')
  })

  it('are told of the death of the engine, get their answers, and see what changes later', async () => {
    const page = await open()
    const killed = enginePid(server)
    page.send({ type: 'call', id: 1, name: 'measure', input: { path: copies.next() } })
    await eventually(() => page.messages.some((message) => message.type === 'event'))
    process.kill(killed, 'SIGKILL')
    await eventually(() => page.messages.some((message) => message.id === 1 && message.type === 'result'))
    expect(page.events.filter((event) => event.type === 'told')).toEqual([
      { type: 'told', sentence: expect.stringContaining('started again') as string },
    ])
    expect(enginePid(server)).not.toBe(killed)
    await page.call('updateSettings', { theme: 'light' })
    await eventually(() =>
      page.events.some((event) => event.type === 'settings' && event.settings.theme === 'light'),
    )
    page.socket.close()
  })
})
