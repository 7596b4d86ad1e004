import Database from 'better-sqlite3'
import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
  writeSync,
  closeSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { locateFfmpeg, type FfmpegPrograms } from '../../../electron/media/locate.ts'
import {
  descendantsOf,
  eventually,
  hookline,
  runningProcesses,
  startHookline,
  temporaryFolder,
  type CommandResult,
} from '../../host/hookline.ts'
import { keptFacts } from './kept-facts.ts'
import { shortDrafts, type ShortDrafts } from './short-drafts.ts'

/** Linux: scripts take the place of ffmpeg, and processes are found through /proc. */
describe.runIf(existsSync('/proc/self/stat'))('bad surroundings', () => {
  const folder = temporaryFolder()
  const library = (name: string): string => join(folder.path, `library ${name}`)
  let programs: FfmpegPrograms
  let drafts: ShortDrafts

  beforeAll(async () => {
    programs = await locateFfmpeg()
    drafts = shortDrafts(programs.ffmpegPath, folder.path, '320x180', 1)
  })
  afterAll(folder.remove)

  const score = (draft: string, name: string, env?: NodeJS.ProcessEnv): Promise<CommandResult> =>
    hookline(['score', draft, '--json', '--library', library(name)], env)

  function expectError(result: CommandResult, exitCode: number, code: string): void {
    expect(result.stderr).not.toMatch(/\n\s+at /)
    expect(JSON.parse(result.stdout)).toMatchObject({ error: { code } })
    expect(result.exitCode).toBe(exitCode)
  }

  describe('an ffmpeg that is none', () => {
    let made = 0
    /** A script as ffmpeg; `version` and `decode` are what it does when asked for one or the other. */
    function fake(version: string, decode = 'exit 1'): NodeJS.ProcessEnv {
      const path = join(folder.path, `fake-${++made}`)
      writeFileSync(path, `#!/bin/sh\ncase "$*" in *-version*) ${version};; *) ${decode};; esac\n`, {
        mode: 0o755,
      })
      return { FFMPEG_PATH: path, FFPROBE_PATH: programs.ffprobePath }
    }
    const rightVersion = 'echo ffmpeg version 7.0'

    it.each([
      ['is too old', 'echo ffmpeg version 4.4.1'],
      ['is something else', 'echo sox 14.4.2'],
      ['prints rubbish', 'head -c 100000 /dev/urandom'],
      ['dies at once', 'kill -SEGV $$'],
      ['fails', 'exit 127'],
    ])('%s: exit 4', async (name, version) => {
      expectError(await score(drafts.next(), `ffmpeg ${name}`, fake(version)), 4, 'ffmpeg_missing')
    })

    it('dies when it decodes: the draft is not blamed', async () => {
      const result = await score(drafts.next(), 'dying', fake(rightVersion, 'kill -SEGV $$'))
      expectError(result, 1, 'ffmpeg_failed')
    })

    it('prints rubbish instead of frames: no score', async () => {
      const rubbish = 'for fd in 1 3 4 5 6 7 8 9; do head -c 300000 /dev/urandom >&$fd; done'
      const result = await score(drafts.next(), 'rubbish', fake(rightVersion, rubbish))
      expect([1, 3]).toContain(result.exitCode)
      expectError(result, result.exitCode!, result.exitCode === 1 ? 'ffmpeg_failed' : 'corrupt')
    })

    it('hangs, as on a network drive that is gone: ends after the limit, with what it started', async () => {
      // The script does not become the sleeping program, it waits for it: both must go.
      const env = { ...fake(rightVersion, `sleep 1234567; true`), HOOKLINE_SILENCE_S: '1.5' }
      const result = await score(drafts.next(), 'hanging', env)
      expectError(result, 3, 'timed_out')
      expect(result.tookMs).toBeLessThan(15_000)
      await eventually(() => !runningProcesses().some((p) => p.commandLine.includes('1234567')), 5_000)
    })
  })

  describe('a file that changes while it is measured', () => {
    /** Scores a draft and changes it as soon as it is decoded. */
    async function disturbed(name: string, change: (draft: string) => void): Promise<CommandResult> {
      const draft = join(folder.path, `${name}.mp4`)
      makeLongDraft(draft)
      const command = startHookline(['score', draft, '--json', '--library', library(name)])
      await eventually(() =>
        descendantsOf(command.child.pid!).find(
          // The quick look has -skip_frame; the decode whose facts are kept has not.
          (p) => /^\S*ffmpeg .*-filter_complex/.test(p.commandLine) && !/-skip_frame/.test(p.commandLine),
        ),
      )
      change(draft)
      return command.finished
    }

    function makeLongDraft(path: string): void {
      const long = join(folder.path, 'long.mp4')
      if (!existsSync(long)) {
        execFileSync(programs.ffmpegPath, [
          ...['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=s=1280x720:r=30:d=6'],
          ...['-c:v', 'libx264', '-preset', 'ultrafast', long],
        ])
      }
      copyFileSync(long, path)
    }

    it.each<[string, (draft: string) => void, string]>([
      ['grows', (draft) => appendFileSync(draft, 'more'), 'file_changed'],
      ['is cut', (draft) => writeFileSync(draft, readFileSync(draft).subarray(0, 50_000)), 'file_changed'],
      ['is overwritten in place', overwriteMiddle, 'file_changed'],
      ['is replaced by another of the same size and time', replaceUnseen, 'file_changed'],
      ['disappears', (draft) => rmSync(draft), 'file_missing'],
    ])('%s: is refused, and nothing is stored', async (name, change, code) => {
      expectError(await disturbed(name, change), 3, code)
      expect(keptFacts(library(name)).size).toBe(0)
    })

    function overwriteMiddle(draft: string): void {
      const file = openSync(draft, 'r+')
      writeSync(file, Buffer.alloc(1000, 7), 0, 1000, 200_000)
      closeSync(file)
    }

    function replaceUnseen(draft: string): void {
      const other = `${draft}.new`
      const bytes = readFileSync(draft)
      bytes.fill(7, 200_000, 201_000)
      writeFileSync(other, bytes)
      const time = new Date('2020-01-01')
      utimesSync(draft, time, time)
      utimesSync(other, time, time)
      renameSync(other, draft)
    }
  })

  describe('a library', () => {
    it('of a newer version is left untouched: exit 5', async () => {
      mkdirSync(library('newer'))
      const path = join(library('newer'), 'hookline.db')
      const database = new Database(path)
      database.pragma('user_version = 9999')
      database.close()
      const before = readFileSync(path)
      expectError(await score(drafts.next(), 'newer'), 5, 'library_newer')
      expect(readFileSync(path).equals(before)).toBe(true)
    })

    it('that is none is moved aside, told on standard error and begun anew', async () => {
      mkdirSync(library('none'))
      writeFileSync(join(library('none'), 'hookline.db'), 'not a database '.repeat(1000))
      const result = await score(drafts.next(), 'none')
      expect(result.exitCode).toBe(0)
      expect(result.stderr).toContain('was damaged')
      expect(readdirSync(library('none')).filter((name) => name.includes('.damaged-'))).toHaveLength(1)
    })

    it('whose later pages are damaged is met, examined at the next command, and begun anew', async () => {
      const draft = drafts.next()
      const first = await score(draft, 'pages')
      const path = join(library('pages'), 'hookline.db')
      const bytes = readFileSync(path)
      // All but the first page, which holds the schema.
      bytes.fill(0xa5, 4096)
      writeFileSync(path, bytes)
      let told = ''
      let last = first
      for (let attempt = 0; attempt < 3 && !told.includes('was damaged'); attempt++) {
        last = await score(draft, 'pages')
        if (last.exitCode !== 0) expectError(last, 5, 'library_damaged')
        told += last.stderr
      }
      expect(told).toContain('was damaged')
      expect(last.exitCode).toBe(0)
      expect(last.stdout).toBe(first.stdout)
      const doctor = await hookline(['doctor', '--json', '--library', library('pages')])
      expect(doctor.exitCode).toBe(0)
    })

    it('on a disk that is full: exit 5, and all is well when there is room again', async ({ skip }) => {
      const disk = join(folder.path, 'small disk')
      mkdirSync(disk)
      try {
        execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk], { stdio: 'ignore' })
      } catch {
        rmSync(disk, { recursive: true })
        skip('file systems can not be mounted here')
      }
      try {
        const small = join(disk, 'library')
        const args = (draft: string): string[] => ['score', draft, '--json', '--library', small]
        const filler = join(disk, 'filler')
        // First no room for a library at all, then less and less for what a draft adds to one.
        execFileSync('sh', ['-c', 'cat /dev/zero > "$1" 2>/dev/null; true', 'sh', filler])
        expectError(await hookline(args(drafts.next())), 5, 'disk_full')
        rmSync(filler)
        const first = drafts.next()
        const undisturbed = await hookline(args(first))
        expect(undisturbed.exitCode).toBe(0)
        for (const freeBytes of [0, 20_000, 70_000, 130_000]) {
          execFileSync('sh', ['-c', 'cat /dev/zero > "$1" 2>/dev/null; true', 'sh', filler])
          execFileSync('truncate', ['-s', `-${freeBytes}`, filler])
          const next = drafts.next()
          const result = await hookline(args(next))
          if (result.exitCode !== 0) expectError(result, 5, 'disk_full')
          const out = join(disk, 'markers.edl')
          const markers = await hookline([
            ...['markers', first, '--format', 'edl', '--json', '--out', out, '--library', library('else')],
          ])
          if (freeBytes === 0) expectError(markers, 5, 'disk_full')
          rmSync(filler)
          rmSync(out, { force: true })
          expect((await hookline(args(first))).stdout).toBe(undisturbed.stdout)
          expect(readdirSync(disk)).toEqual(['library'])
        }
      } finally {
        execFileSync('umount', [disk])
      }
    }, 150_000)
  })

  it('a result that can not be written to standard output is told: exit 5', async () => {
    const command = startHookline(['doctor', '--json', '--library', library('out')], {}, [
      ...['sh', '-c', 'exec "$@" > /dev/full', 'sh'],
    ])
    const result = await command.finished
    expect(result.exitCode).toBe(5)
    expect(result.stderr).toContain('the disk is full')
    expect(result.stderr).not.toMatch(/\n\s+at /)
  })
})
