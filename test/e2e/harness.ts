import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium, type Browser, type Page } from 'playwright'
import { WebSocket } from 'ws'
import { callThrough, type Port } from '../../shared/channel.ts'
import type { CallInput, CallName, CallOutput } from '../../shared/contract/calls.ts'
import { HooklineError } from '../../shared/contract/errors.ts'
import { chromiumPath, describeInBrowser } from '../in-browser.ts'
import { watchForComplaints } from './complaints.ts'
import { describeInApp } from '../shell/in-app.ts'
import { shellHost } from './shell-host.ts'

/** The page in a real browser, served by the real `hookline serve` with the real engine and a library of its own. */

const commandLine = join(import.meta.dirname, '../../out/main/command-line.js')
/** Where the page runs: served to a browser, or in the app, where it talks over ports and takes files by their path. */
export interface TestHost {
  kind: 'web' | 'shell'
  /** Whether `downloadedBy` works: the main process of an installed app can't be looked into. */
  seesDownloads: boolean
  /** A library of its own with the page on it. In the app it is emptied for each: one start serves a whole suite. */
  serveLibrary(): Promise<Served>
  /** Ends what is kept from one test to the next. */
  close(): Promise<void>
}

/** The same suite on both hosts. */
export function describeOnHosts(name: string, suite: (host: TestHost) => void): void {
  describeInBrowser(`${name}, in a browser`, () =>
    suite({ kind: 'web', seesDownloads: true, serveLibrary: () => serveLibrary(), close: closeBrowser }),
  )
  describeInApp(`${name}, in the app`, () => suite(shellHost()))
}

export interface Served {
  /** The process that all others are below. */
  pid: number
  libraryFolder: string
  /** Asks the engine past the page, as another page would. */
  ask<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>>
  openPage(options?: PageOptions): Promise<OpenPage>
  /** Reads a file that the page links to. */
  read(page: Page, href: string): Promise<{ status: number; disposition: string; text: string }>
  /** @returns the name under which a press lets the browser keep a file */
  downloadedBy(page: Page, press: () => Promise<void>): Promise<string>
  /** Tells the host that these files are about to be dropped or chosen. */
  expectFiles(paths: readonly string[]): Promise<void>
  /** Ends the server; the library is removed unless it is kept for another. */
  stop(options?: { keepLibrary?: boolean }): Promise<void>
}

const startLimitMs = 30_000

/** Starts a server. `libraryFolder`: that of a server that was stopped, to come back in its place. */
export async function serveLibrary(
  { libraryFolder }: { libraryFolder?: string } = {},
  env: NodeJS.ProcessEnv = {},
): Promise<Served> {
  const folder = libraryFolder ?? (await mkdtemp(join(tmpdir(), 'hookline-e2e-')))
  const server = spawn(process.execPath, [commandLine, 'serve', '--json', '--library', folder], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  const started = await firstLine(server)
  return {
    pid: started.pid,
    libraryFolder: folder,
    ask: (name, input) => askOverChannel(started, name, input),
    openPage: (options) => openWebPage(started, options),
    async read(page, href) {
      const answer = await page.request.get(new URL(href, page.url()).href)
      const disposition = answer.headers()['content-disposition'] ?? ''
      return { status: answer.status(), disposition, text: await answer.text() }
    },
    async downloadedBy(page, press) {
      const download = page.waitForEvent('download')
      await press()
      return (await download).suggestedFilename()
    },
    expectFiles: () => Promise.resolve(), // they are sent
    async stop({ keepLibrary = false } = {}) {
      await ended(server)
      if (!keepLibrary) await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

interface Started {
  /** With the token: lets a browser in. */
  address: string
  port: number
  token: string
  pid: number
}

async function firstLine(server: ChildProcess): Promise<Started> {
  let said = ''
  server.stderr!.on('data', (data: Buffer) => (said += data.toString()))
  const lines = createInterface({ input: server.stdout! })
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`The server did not start in time. It said: ${said}`)),
      startLimitMs,
    )
    lines.once('line', (line) => {
      clearTimeout(timer)
      resolve(JSON.parse(line) as Started)
    })
    server.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`The server ended with ${code}. It said: ${said}`))
    })
  })
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const gone = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  server.kill('SIGTERM')
  const timer = setTimeout(() => server.kill('SIGKILL'), 10_000)
  await gone
  clearTimeout(timer)
}

async function askOverChannel<Name extends CallName>(
  { port, token }: Started,
  name: Name,
  input: CallInput<Name>,
): Promise<CallOutput<Name>> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/channel`, {
    headers: { authorization: `Bearer ${token}` },
  })
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  const line: Port = {
    post: (message) => socket.send(JSON.stringify(message)),
    onMessage: (listener) =>
      socket.on('message', (data) => listener(JSON.parse((data as Buffer).toString()))),
    onClose: (listener) => socket.once('close', () => listener()),
    close: () => socket.close(),
  }
  try {
    const lost = new HooklineError('engine_crashed', 'The channel was closed.')
    return (await callThrough(line, lost).call(name, input)) as CallOutput<Name>
  } finally {
    socket.close()
  }
}

let browser: Promise<Browser> | null = null

/** One browser for all tests of a file; `closeBrowser` ends it. */
async function theBrowser(): Promise<Browser> {
  browser ??= chromium.launch({
    ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }),
    args: ['--no-sandbox'],
  })
  return browser
}

export async function closeBrowser(): Promise<void> {
  await (await browser)?.close()
  browser = null
}

export type Theme = 'light' | 'dark'

export interface PageOptions {
  route?: string
  theme?: Theme
  width?: number
  height?: number
}

export interface OpenPage {
  page: Page
  /** What the browser complained about: errors of scripts, of the content security policy, of requests elsewhere. */
  complaints: string[]
  close: () => Promise<void>
}

export function openPage(served: Served, options: PageOptions = {}): Promise<OpenPage> {
  return served.openPage(options)
}

/** Opens the page in a window of its own. */
async function openWebPage(
  { address, port }: Started,
  { route = '#/library', theme = 'light', width = 1280, height = 800 }: PageOptions = {},
): Promise<OpenPage> {
  const context = await (
    await theBrowser()
  ).newContext({ viewport: { width, height }, colorScheme: theme, reducedMotion: 'reduce' })
  const page = await context.newPage()
  const { complaints } = watchForComplaints(page)
  await page.goto(address)
  await page.goto(`http://127.0.0.1:${port}/${route}`)
  return { page, complaints, close: () => context.close() }
}

/** Drops files of this machine on the page, as from a file manager. At most 50 MB together. */
export async function dropFiles(served: Served, page: Page, paths: readonly string[]): Promise<void> {
  await served.expectFiles(paths)
  // The files come in through an input that is not on the page, then travel in a drop of their own.
  const input = await page.evaluateHandle(() =>
    Object.assign(document.createElement('input'), { type: 'file', multiple: true }),
  )
  await input.setInputFiles([...paths])
  await page.evaluate((chosen) => {
    const dataTransfer = new DataTransfer()
    for (const file of chosen.files ?? []) dataTransfer.items.add(file)
    for (const type of ['dragenter', 'dragover', 'drop'])
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
  }, input)
  await input.dispose()
}
