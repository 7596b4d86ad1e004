import { spawn, type ChildProcess } from 'node:child_process'
import { statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, chromium, type Page } from 'playwright'
import { findElectron } from '../../scripts/electron.mjs'
import { projectRoot } from '../host/hookline.ts'
import { entryOfUnpacked } from './unpacked-app.ts'

export type ElectronModule = typeof import('electron')
/** With what the double remembers for tests. */
export type DoubleModule = ElectronModule &
  Pick<typeof import('../electron-double/electron.ts'), 'openedOutside'>

/**
 * The app with its window, on the real Electron where there is one, otherwise on the double. `HOOKLINE_APP` names a
 * packed one to take instead: its executable, or for the double the folder that `unpackForDouble` made of it.
 */
export interface StartedApp {
  page: Page
  /** The window's page anew, after its process was killed: what drove it before stays with the dead one. */
  freshPage(): Promise<Page>
  pid: number
  library: string
  /** Runs a function in the main process; nothing of what stands around it is there. Not where `isClosed`. */
  evaluate<Result, Arg = undefined>(
    run: (electron: DoubleModule, arg: Arg) => Result | Promise<Result>,
    arg?: Arg,
  ): Promise<Result>
  /** What it wrote to standard error. */
  said(): string
  exited: Promise<number | null>
  /** Ends it in good order; the library is removed unless it is kept for another. */
  stop(options?: { keepLibrary?: boolean }): Promise<void>
}

export interface StartOptions {
  library?: string
  args?: readonly string[]
  env?: NodeJS.ProcessEnv
  /** The entry of the main process; on the double only. */
  entry?: string
}

export const mainEntry = join(projectRoot, 'out', 'main', 'main.js')
const packed = process.env.HOOKLINE_APP && resolve(projectRoot, process.env.HOOKLINE_APP)
const unpacked = packed && statSync(packed).isDirectory() ? packed : null
const installed = packed && unpacked === null ? packed : null
/** An installed app: its fuses keep everybody out of its main process; its page can be driven. */
export const isClosed = installed !== null
export const realElectron = installed ?? (unpacked === null ? findElectron() : null)
const register = join(projectRoot, 'test', 'electron-double', 'register.ts')
const startLimitMs = 30_000

export async function startApp(options: StartOptions = {}): Promise<StartedApp> {
  const library = options.library ?? (await mkdtemp(join(tmpdir(), 'hookline-shell-')))
  const args = ['--library', library, ...(options.args ?? [])]
  const started = await start(args, options)
  return {
    ...started,
    library,
    async stop({ keepLibrary = false } = {}) {
      await started.end()
      if (!keepLibrary) await rm(library, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

function start(args: readonly string[], { entry, env = {} }: StartOptions): Promise<Started> {
  if (installed !== null) return startInstalled(installed, args, env)
  if (realElectron !== null) return startOnElectron(realElectron, args, env)
  if (entry !== undefined || unpacked === null) return startOnDouble(entry ?? mainEntry, args, env)
  const start = entryOfUnpacked(unpacked)
  return startOnDouble(start.entry, args, { ...start.env, ...env })
}

/** A command of the app without a window, as `Hookline COMMAND` of an installed one. */
export function startHeadless(args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  const [program, own] =
    realElectron === null
      ? [process.execPath, ['--no-warnings', '--import', register, mainEntry]]
      : [realElectron, [...sandboxSwitch, mainEntry]]
  return spawn(program, [...own, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
}

/** Chromium's sandbox doesn't work for root. */
const sandboxSwitch = process.getuid?.() === 0 ? ['--no-sandbox'] : []

type Started = Omit<StartedApp, 'library' | 'stop'> & { end: () => Promise<void> }

async function startOnDouble(
  entry: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Started> {
  const child = spawn(process.execPath, ['--no-warnings', '--import', register, entry, ...args], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, ...env },
  })
  const pending = new Map<number, PromiseWithResolvers<unknown>>()
  let nextId = 1
  child.on('message', (raw) => {
    const { id, value, error } = raw as { id: number; value?: unknown; error?: string }
    if (error === undefined) pending.get(id)?.resolve(value)
    else pending.get(id)?.reject(new Error(error))
    pending.delete(id)
  })
  return {
    ...(await throughDevTools(child)),
    async evaluate(run, arg) {
      const id = nextId++
      const answer = Promise.withResolvers<unknown>()
      pending.set(id, answer)
      child.send({ id, source: run.toString(), arg }, () => undefined)
      return (await answer.promise) as never
    },
  }
}

/** The port for developer tools is a switch of Chromium, which no fuse takes away: it leads to the page alone. */
async function startInstalled(
  executablePath: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Started> {
  const child = spawn(executablePath, [...sandboxSwitch, '--remote-debugging-port=0', ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...env },
  })
  return {
    ...(await throughDevTools(child)),
    evaluate: () => Promise.reject(new Error('An installed app lets nobody into its main process.')),
  }
}

/** Drives the page of an app that says on standard error where its developer tools listen. */
async function throughDevTools(child: ChildProcess): Promise<Omit<Started, 'evaluate'>> {
  let said = ''
  const endpoint = Promise.withResolvers<string>()
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    said += text
    const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
    if (found !== undefined) endpoint.resolve(found)
  })
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  void exited.then((code) => endpoint.reject(new Error(`The app ended with ${code}. It said: ${said}`)))
  const browser = await chromium.connectOverCDP(await endpoint.promise)
  const page = await firstPage(() => browser.contexts()[0]?.pages() ?? [])
  return {
    page,
    async freshPage() {
      for (;;) {
        // Who comes while the page is dead is not told of it when it lives again.
        const again = await chromium.connectOverCDP(await endpoint.promise)
        const found = again.contexts()[0]?.pages().find(isOurs)
        if (found && (await answers(found))) return found
        await again.close()
      }
    },
    pid: child.pid!,
    said: () => said,
    exited,
    async end() {
      await endOf(child, exited)
      await browser.close()
    },
  }
}

async function startOnElectron(
  executablePath: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Started> {
  const electron = await _electron.launch({
    executablePath,
    args: [...sandboxSwitch, mainEntry, ...args],
    env: { ...process.env, ...env } as Record<string, string>,
  })
  const child = electron.process()
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text))
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const page = await electron.firstWindow()
  return {
    page,
    freshPage: () => electron.firstWindow(),
    pid: child.pid!,
    said: () => said,
    exited,
    evaluate: (run, arg) => electron.evaluate(run as never, arg as never),
    end: () => endOf(child, exited),
  }
}

const isOurs = (page: Page): boolean => /^(app:|http:\/\/hookline\.app)/.test(page.url())

async function answers(page: Page): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 500))
  return Promise.race([page.evaluate('true').then(Boolean, () => false), late])
}

async function firstPage(pages: () => readonly Page[]): Promise<Page> {
  const until = Date.now() + startLimitMs
  for (;;) {
    const page = pages().find(isOurs)
    if (page) return page
    if (Date.now() > until) throw new Error('The window did not open in time.')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function endOf(child: ChildProcess, exited: Promise<number | null>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 15_000)
  await exited
  clearTimeout(timer)
}
