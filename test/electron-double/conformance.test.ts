import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findElectron } from '../../scripts/electron.mjs'
import { describeInBrowser } from '../in-browser.ts'

// What the shell relies on in Electron, tried by the same program on the double and on Electron itself. The expected
// answers are Electron's: from its documentation and its sources (lib/browser/api, shell/browser/api).

const program = join(import.meta.dirname, 'conformance', 'main.mjs')
const register = join(import.meta.dirname, 'register.ts')

async function run(executable: string, args: readonly string[]): Promise<Record<string, unknown>[]> {
  const child = spawn(executable, [...args, program], { stdio: ['ignore', 'pipe', 'pipe'] })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const code = await new Promise((resolve) => child.once('close', resolve))
  const lines = stdout.split('\n').filter((line) => line.startsWith('{'))
  expect(code, stderr).toBe(0)
  expect(lines.length, stderr).toBe(2)
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}

function behavesLikeElectron(executable: string, args: readonly string[]): void {
  it('behaves like Electron', { timeout: 60_000 }, async () => {
    const [found, end] = await run(executable, args)
    expect(found).toMatchObject({
      beforeReady: {
        isReady: false,
        fork: 'TypeError: utilityProcess cannot be created before app is ready.',
        window: 'Error: Cannot create BrowserWindow before app is ready',
      },
      firstLock: true,
      afterReady: { isReady: true, sandbox: true, schemes: true },
      ports: {
        beforeStart: 0,
        count: 2,
        bytes: ['Uint8Array', 97, 98, 99],
        keepsUndefined: true,
        uncloneable: true,
        told: 'closed',
        twice: true,
        intoItself: true,
      },
      children: {
        described: { type: 'utility', args: ['one', '--two'], send: 'undefined' },
        echo: { bytes: [120, 121, 122], isBuffer: false },
        portAfterExit: 'closed',
        words: 'last words',
        exitCode: 3,
        afterExit: { pid: true, kill: false, post: 'nothing thrown' },
        hasPid: true,
        kill: true,
        ownKill: 0,
        foreignKill: 9,
        noEntry: 'Error: Missing UtilityProcess entry script.',
      },
      pages: {
        inPage: {
          origin: 'app://probe',
          script: true,
          secure: true,
          node: ['undefined', 'undefined', 'undefined'],
          word: 'exposed',
          twice: 42,
          frozen: true,
          fails: 'thrown in the preload',
          asked: { given: { a: [1, null], b: { 0: 1, 1: 2 } } },
          refused: "Error invoking remote method 'asked': Error: refused",
          unknown: "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
          noPath: '',
          part: [206, 'bytes 10-12/1000', 10, 11, 12],
          missing: 404,
          opened: null,
          geolocation: 'denied',
        },
        sent: [['app://probe/#/start', null, 'word', 7]],
        told: { from: 'main' },
        arrived: ['second', 'closed'],
        fromPage: [{ back: { n: 1 } }],
        closed: 'closed',
        goneWithPage: 'closed',
        events: [
          'web-contents-created',
          'open https://example.com/window',
          'will-navigate https://example.com/',
        ],
        url: 'app://probe/#/other',
        asked: [['media://probe/file', 'bytes=10-12']],
      },
      others: {
        item: 'Open',
        none: null,
        badItem: true,
        dark: true,
        theme: true,
        area: ['height', 'width', 'x', 'y'],
        power: 'function',
        missingPath: true,
      },
      second: { data: { from: 'second' }, code: 0 },
    })
    // A quit that a window refuses leaves the app as it was; the next one ends it without `window-all-closed`.
    expect(end).toEqual({ order: ['before-quit', 'close', 'before-quit', 'close', 'will-quit'] })
  })
}

describeInBrowser('the double of Electron', () =>
  behavesLikeElectron(process.execPath, ['--no-warnings', '--import', register]),
)

const electron = findElectron()
if (electron) {
  describe('Electron', () => behavesLikeElectron(electron, process.getuid?.() === 0 ? ['--no-sandbox'] : []))
} else {
  describe('Electron', () => {
    it.skip('not run: no Electron binary', () => undefined)
  })
  console.log('Conformance of Electron itself: not run: no Electron binary')
}
