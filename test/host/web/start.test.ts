import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import {
  descendantsOf,
  eventually,
  hookline,
  runningProcesses,
  startHookline,
  temporaryFolder,
} from '../hookline.ts'
import { openChannel, sampleCopies, settled, startServer } from './running-server.ts'

describe('npm start', () => {
  const folder = temporaryFolder()
  const copies = sampleCopies(folder.path)
  let libraries = 0
  const leftBehind = (library: string): unknown =>
    JSON.parse(readFileSync(join(library, 'web-server.json'), 'utf8'))
  const newLibrary = (): string => join(folder.path, `library ${++libraries}`)
  afterAll(folder.remove)

  it('prints one line with the address and nothing else, and ends in good order with Ctrl-C', async () => {
    const library = newLibrary()
    const command = startHookline(['start', '--no-open', '--library', library])
    let stdout = ''
    command.child.stdout!.on('data', (text: string) => (stdout += text))
    await eventually(() => stdout.includes('\n'))
    expect(stdout).toMatch(/^Hookline: http:\/\/127\.0\.0\.1:\d+\/\?token=[0-9a-f]{32}\n$/)
    const below = descendantsOf(command.child.pid!).map(({ pid }) => pid)
    expect(below.length).toBeGreaterThan(0)
    command.child.kill('SIGINT')
    expect((await command.finished).exitCode).toBe(0)
    const alive = new Set(runningProcesses().map(({ pid }) => pid))
    expect(below.filter((pid) => alive.has(pid))).toEqual([])
    expect(leftBehind(library)).toMatchObject({ pid: null })
  })

  it('ends with open pages and a draft in mid-work', async () => {
    const library = newLibrary()
    const server = await startServer(library, ['start', copies.next()])
    await openChannel(server.port, { authorization: `Bearer ${server.token}` })
    const below = descendantsOf(server.pid).map(({ pid }) => pid)
    server.command.child.kill('SIGTERM')
    expect((await server.command.finished).exitCode).toBe(0)
    const alive = new Set(runningProcesses().map(({ pid }) => pid))
    expect(below.filter((pid) => alive.has(pid))).toEqual([])
  })

  it('adds the draft it is given and opens on it; a second one uses the server that runs', async () => {
    const library = newLibrary()
    const first = await startServer(library, ['start', copies.next()])
    const [, id] = /#\/draft\/([0-9a-f-]{36})$/.exec(first.address)!
    expect((await settled(first, id!)).state).toBe('scored')

    const second = await hookline(['start', copies.next(), '--json', '--no-open', '--library', library])
    expect(second.exitCode).toBe(0)
    const told = JSON.parse(second.stdout) as { address: string; port: number; pid: number }
    expect(told).toMatchObject({ port: first.port, pid: first.pid })
    const [, otherId] = /#\/draft\/([0-9a-f-]{36})$/.exec(told.address)!
    expect(otherId).not.toBe(id)
    expect((await settled(first, otherId!)).state).toBe('scored')
    await first.stop()
  })

  it('refuses a draft that is none, with its sentence and exit code, and leaves no server', async () => {
    const library = newLibrary()
    const result = await hookline([
      'start',
      join(folder.path, 'nowhere.mp4'),
      '--no-open',
      '--library',
      library,
    ])
    expect([result.exitCode, result.stdout]).toEqual([3, ''])
    expect(result.stderr).toContain('nowhere.mp4')
    expect(leftBehind(library)).toMatchObject({ pid: null })
  })

  it('keeps its token from other users, and takes over from a server that was killed', async () => {
    const library = newLibrary()
    const first = await startServer(library, ['start'])
    const file = join(library, 'web-server.json')
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
    process.kill(first.pid, 'SIGKILL')
    await first.command.finished
    expect(existsSync(file)).toBe(true)
    const second = await startServer(library, ['start'])
    expect(second.pid).not.toBe(first.pid)
    // A page that was left open finds it where it was.
    expect([second.port, second.token]).toEqual([first.port, first.token])
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: second.pid })
    await second.stop()
  })

  it('comes back where it was, with the token that an open page has, after it was ended', async () => {
    const library = newLibrary()
    const first = await startServer(library, ['start'])
    await first.stop()
    if (process.platform !== 'win32')
      expect(statSync(join(library, 'web-server.json')).mode & 0o777).toBe(0o600)
    const second = await startServer(library, ['serve'])
    expect([second.port, second.token]).toEqual([first.port, first.token])
    // What works on the library at the same time is another server and must not be let in by the same token.
    const beside = await startServer(library, ['serve'])
    expect(beside.token).not.toBe(second.token)
    await beside.stop()
    expect(leftBehind(library)).toMatchObject({ pid: second.pid })
    await second.stop()
  })

  it('takes another port when a program has taken that of before', async () => {
    const library = newLibrary()
    const first = await startServer(library, ['start'])
    await first.stop()
    const taken = createServer().listen(first.port, '127.0.0.1')
    await once(taken, 'listening')
    const second = await startServer(library, ['start'])
    expect(second.port).not.toBe(first.port)
    taken.close()
    await second.stop()
  })

  it.skipIf(process.platform === 'win32')('takes no token that others could have read', async () => {
    const library = newLibrary()
    const first = await startServer(library, ['start'])
    await first.stop()
    chmodSync(join(library, 'web-server.json'), 0o644)
    const second = await startServer(library, ['start'])
    expect(second.token).not.toBe(first.token)
    expect(statSync(join(library, 'web-server.json')).mode & 0o777).toBe(0o600)
    await second.stop()
  })

  /** A process number is given again; what answers there may be anybody. */
  it.each([
    ['no JSON', 'x'],
    [
      'of a program that is no Hookline',
      JSON.stringify({ port: 9, token: 'f'.repeat(32), pid: process.pid }),
    ],
    ['empty', ''],
  ])('is not misled by a file that is %s', async (_, text) => {
    const library = newLibrary()
    mkdirSync(library, { recursive: true })
    writeFileSync(join(library, 'web-server.json'), text)
    const server = await startServer(library, ['start'])
    expect(server.pid).toBe(server.command.child.pid)
    await server.stop()
  })

  it.each([
    ['for the first time', false],
    ['after an earlier one has ended', true],
  ])('has one server when two start at once %s', async (_, again) => {
    const library = newLibrary()
    if (again) await (await startServer(library, ['start'])).stop()
    const both = await Promise.all([startServer(library, ['start']), startServer(library, ['start'])])
    const [one, two] = both.map(({ port, pid, token }) => ({ port, pid, token }))
    expect(one).toEqual(two)
    const running = both.find(({ command, pid }) => command.child.pid === pid)!
    await running.stop()
  })

  it('serves twice when asked twice at once, each with a token of its own, and one of them is the library’s', async () => {
    const library = newLibrary()
    await (await startServer(library, ['serve'])).stop()
    const both = await Promise.all([startServer(library, ['serve']), startServer(library, ['serve'])])
    const [one, two] = both
    // The page of one must not be let in by the other.
    expect(one.token).not.toBe(two.token)
    for (const server of both) expect((await server.ask('/')).status).toBe(200)
    const { pid } = leftBehind(library) as { pid: number }
    expect([one.pid, two.pid]).toContain(pid)
    await Promise.all(both.map((server) => server.stop()))
    expect(leftBehind(library)).toMatchObject({ pid: null })
  })

  it('says that a port is taken, and by which option to choose another', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const { port } = taken.address() as { port: number }
    const result = await hookline(['serve', '--port', String(port), '--library', newLibrary(), '--json'])
    expect(result.exitCode).toBe(5)
    expect(JSON.parse(result.stdout)).toMatchObject({
      error: { code: 'port_taken', hint: expect.stringContaining('--port') as string },
    })
    taken.close()
    expect((await hookline(['serve', '--port', '70000'])).exitCode).toBe(2)
  })

  it('listens on the port that was chosen', async () => {
    const free = createServer().listen(0, '127.0.0.1')
    await once(free, 'listening')
    const { port } = free.address() as { port: number }
    free.close()
    await once(free, 'close')
    const server = await startServer(newLibrary(), ['serve', '--port', String(port)])
    expect(server.port).toBe(port)
    await server.stop()
  })

  it.runIf(process.platform === 'linux')(
    'opens the address in the browser, and does without one',
    async () => {
      const programs = join(folder.path, 'programs')
      const opened = join(folder.path, 'opened')
      mkdirSync(programs)
      writeFileSync(join(programs, 'xdg-open'), `#!/bin/sh\nprintf '%s\\n' "$#" "$@" > '${opened}'\n`)
      chmodSync(join(programs, 'xdg-open'), 0o755)
      const env = { HOOKLINE_NO_BROWSER: '', DISPLAY: ':0', PATH: `${programs}:${process.env.PATH}` }
      const server = await startServer(newLibrary(), ['start'], { env })
      await eventually(() => existsSync(opened) && readFileSync(opened, 'utf8').includes('token'))
      expect(readFileSync(opened, 'utf8')).toBe(`1\n${server.address}\n`)
      await server.stop()

      const without = await startServer(newLibrary(), ['start'], { env: { ...env, PATH: folder.path } })
      expect((await without.ask('/')).status).toBe(200)
      await without.stop()
    },
  )
})
