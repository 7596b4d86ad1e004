import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { locateFfmpeg } from '../../electron/media/locate.ts'
import { descendantsOf, projectRoot, startHookline, temporaryFolder } from './hookline.ts'
import { openHandles } from './open-files.ts'

interface Recorded {
  kind: string
  target: string
  program: string
}

/** Open files are seen through /proc. */
describe.runIf(existsSync('/proc/self/fdinfo'))(
  'measuring and scoring, watched from within and without',
  () => {
    const folder = temporaryFolder()
    const [home, temporary, drafts, library] = ['home', 'temporary', 'drafts', 'library'].map((name) =>
      join(folder.path, name),
    ) as [string, string, string, string]
    const draft = join(drafts, 'draft.mp4')
    const record = join(folder.path, 'record')
    const environment: NodeJS.ProcessEnv = {
      HOME: home,
      XDG_DATA_HOME: '',
      XDG_CACHE_HOME: '',
      XDG_CONFIG_HOME: '',
      TMPDIR: temporary,
      NODE_OPTIONS: `--import=${pathToFileURL(join(projectRoot, 'test', 'host', 'isolation-recorder.mjs')).href}`,
      HOOKLINE_TEST_RECORD: record,
      NODE_COMPILE_CACHE: '',
    }
    const written = new Set<string>()
    const connected = new Set<string>()
    const programs = new Set<string>()

    beforeAll(async () => {
      for (const each of [home, temporary, drafts]) mkdirSync(each)
      const { ffmpegPath } = await locateFfmpeg()
      execFileSync(ffmpegPath, [
        ...['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=s=640x360:r=25:d=3'],
        ...['-f', 'lavfi', '-i', 'sine=d=3', '-c:v', 'libx264', '-preset', 'ultrafast', draft],
      ])
      for (const command of ['measure', 'score']) {
        writeFileSync(record, '')
        await watched([command, draft, '--json', '--library', join(library, command)])
        for (const { kind, target } of recorded()) (kind === 'connection' ? connected : written).add(target)
      }
    })
    afterAll(folder.remove)

    /** Runs a command to its end and looks all the time at what its processes have open. */
    async function watched(args: readonly string[]): Promise<void> {
      const command = startHookline(args, environment)
      const look = setInterval(() => {
        const pid = command.child.pid!
        for (const { pid: each, commandLine } of [{ pid, commandLine: 'command' }, ...descendantsOf(pid)]) {
          programs.add(commandLine.split(' ')[0]!.split('/').at(-1)!)
          const { writing, connections } = openHandles(each)
          for (const file of writing) if (file !== record) written.add(file)
          for (const connection of connections) connected.add(`${commandLine}: ${connection}`)
        }
      }, 10)
      const result = await command.finished.finally(() => clearInterval(look))
      expect(result.exitCode, result.stderr).toBe(0)
    }

    function recorded(): Recorded[] {
      return readFileSync(record, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Recorded)
    }

    it('was watched: the processes and the library that it writes were seen', () => {
      expect([...programs]).toEqual(expect.arrayContaining(['command', 'ffmpeg']))
      expect(new Set(recorded().map(({ program }) => program.split('/').at(-1)))).toContain('engine.js')
      expect([...written]).toEqual(expect.arrayContaining([join(library, 'score', 'hookline.db')]))
    })

    it('opens no connection and asks for no name', () => {
      expect([...connected]).toEqual([])
    })

    it('writes nothing outside the library and the temporary folder', () => {
      const allowed = [library, temporary]
      const outside = [...written].filter(
        (path) => !allowed.some((each) => `${path}/`.startsWith(`${each}/`)),
      )
      expect(outside).toEqual([])
    })

    it('leaves the home folder, the temporary folder and the folder of the draft as they were', () => {
      expect(readdirSync(home)).toEqual([])
      expect(readdirSync(temporary)).toEqual([])
      expect(readdirSync(drafts)).toEqual(['draft.mp4'])
    })

    /** Without this, a watch that sees nothing would pass everything above. */
    it('would have been seen: a write, a connection and a name, from within and from without', async () => {
      writeFileSync(record, '')
      const server = createServer((_, response) => response.end()).listen(0, '127.0.0.1')
      await new Promise((resolve) => server.once('listening', resolve))
      const { port } = server.address() as AddressInfo
      const elsewhere = join(folder.path, 'elsewhere')
      const program = `
      import { lookup } from 'node:dns/promises'
      import { open, writeFile } from 'node:fs/promises'
      import { connect } from 'node:net'
      await writeFile(${JSON.stringify(elsewhere)}, '')
      const file = await open(${JSON.stringify(elsewhere)}, 'a')
      connect(${port}, '127.0.0.1')
      await fetch('http://127.0.0.1:${port}')
      await lookup('localhost')
      setTimeout(() => file.close().then(() => process.exit()), 1500)
    `
      const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
        env: { ...process.env, ...environment },
        stdio: 'ignore',
      })
      const ended = new Promise((resolve) => child.once('exit', resolve))
      const seen = { writing: new Set<string>(), connections: new Set<string>() }
      const look = setInterval(() => {
        const { writing, connections } = openHandles(child.pid!)
        for (const file of writing) seen.writing.add(file)
        for (const connection of connections) seen.connections.add(connection)
      }, 10)
      await ended
      clearInterval(look)
      server.closeAllConnections()
      server.close()
      expect([...seen.writing]).toContain(elsewhere)
      expect(seen.connections.size).toBeGreaterThan(0)
      const events = recorded()
      expect(events.filter((e) => e.kind === 'write by writeFile').map((e) => e.target)).toContain(elsewhere)
      expect(events.filter((e) => e.kind === 'write by open').map((e) => e.target)).toContain(elsewhere)
      const connections = events.filter((e) => e.kind === 'connection').map((e) => e.target)
      expect(connections.filter((target) => target.includes(String(port))).length).toBeGreaterThanOrEqual(2)
      expect(connections).toContain('name localhost')
    })
  },
)
