import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright'
import { describe } from 'vitest'
import { WebSocket } from 'ws'
import { callThrough, type Port } from '../../shared/channel.ts'
import type { CallInput, CallName, CallOutput } from '../../shared/contract/calls.ts'
import { HooklineError } from '../../shared/contract/errors.ts'

/** The page in a real browser, served by the real `hookline serve` with the real engine and a library of its own. */

const commandLine = join(import.meta.dirname, '../../out/main/command-line.js')
const chromiumPath =
  process.env.CHROMIUM_PATH ??
  ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path))

/** A suite that needs a browser; where there is none it is skipped and the reason is printed. */
export function describeInBrowser(name: string, suite: () => void): void {
  if (chromiumPath !== undefined) describe(name, suite)
  else describe.skip(`${name} (skipped: no Chromium was found; set CHROMIUM_PATH)`, suite)
}

export interface Served {
  /** With the token: lets a browser in. */
  address: string
  port: number
  token: string
  pid: number
  libraryFolder: string
  /** Asks the engine past the page, as another page would. */
  ask<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>>
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
    ...started,
    libraryFolder: folder,
    ask: (name, input) => askOverChannel(started, name, input),
    async stop({ keepLibrary = false } = {}) {
      await ended(server)
      if (!keepLibrary) await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

type Started = Pick<Served, 'address' | 'port' | 'token' | 'pid'>

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

export interface OpenPage {
  page: Page
  context: BrowserContext
  /** What the browser complained about: errors of scripts, of the content security policy, of requests elsewhere. */
  complaints: string[]
}

/** Opens the page in a window of its own. A request to anywhere but the server is a complaint. */
export async function openPage(
  served: Pick<Served, 'address' | 'port'>,
  {
    route = '#/library',
    theme = 'light',
    width = 1280,
    height = 800,
  }: { route?: string; theme?: Theme; width?: number; height?: number } = {},
): Promise<OpenPage> {
  const context = await (
    await theBrowser()
  ).newContext({ viewport: { width, height }, colorScheme: theme, reducedMotion: 'reduce' })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    // A resource that isn't there (yet) and a lost connection are answered on the page itself.
    if (message.type() === 'error' && !/Failed to load resource|WebSocket/.test(message.text()))
      complaints.push(message.text())
  })
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url())
    if (/^(http|ws)/.test(protocol) && hostname !== '127.0.0.1') complaints.push(`asked ${request.url()}`)
  })
  page.on('response', (response) => {
    // Pictures of a draft may not be there yet, and a call that is refused is told by the page; its own files are there.
    const isPart = !/^\/(media|api|channel)/.test(new URL(response.url()).pathname)
    if (isPart && response.status() >= 400) complaints.push(`${response.status()} for ${response.url()}`)
  })
  await page.goto(served.address)
  await page.goto(`http://127.0.0.1:${served.port}/${route}`)
  return { page, context, complaints }
}

/** Drops files of this machine on the page, as from a file manager. At most 50 MB together. */
export async function dropFiles(page: Page, paths: readonly string[]): Promise<void> {
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
