import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { expect } from 'vitest'
import type { CallInput, CallName, CallOutput } from '../../shared/contract/calls.ts'
import { errorSchema, HooklineError } from '../../shared/contract/errors.ts'
import { isClosed, startApp, type StartedApp } from '../shell/app.ts'
import { watchForComplaints } from './complaints.ts'
import { dropFiles, type OpenPage, type PageOptions, type Served, type TestHost } from './harness.ts'

/** The page in the app. One start serves a suite: for each test the library is emptied and the page loaded anew. */
export function shellHost(): TestHost {
  let app: Promise<StartedApp> | null = null
  return {
    kind: 'shell',
    seesDownloads: !isClosed,
    async serveLibrary() {
      const isFirst = app === null
      app ??= startApp()
      const started = await app
      if (!isFirst) await askThroughPage(started.page, 'deleteAll', { confirm: 'delete all' })
      return served(started)
    },
    async close() {
      await (await app)?.stop()
      app = null
    },
  }
}

function served(app: StartedApp): Served {
  return {
    pid: app.pid,
    libraryFolder: app.library,
    ask: (name, input) => askThroughPage(app.page, name, input),
    openPage: (options) => openInWindow(app, options),
    read: (page, href) =>
      page.evaluate(async (address) => {
        const answer = await fetch(address)
        const disposition = answer.headers.get('content-disposition') ?? ''
        return { status: answer.status, disposition, text: await answer.text() }
      }, href),
    downloadedBy: (_, press) => downloadedBy(app, press),
    expectFiles: (paths) => expectFiles(app, paths),
    stop: () => Promise.resolve(), // it serves the next test
  }
}

/** The one window, as if it had just been opened. */
async function openInWindow(
  { page }: StartedApp,
  { route = '#/library', theme = 'light', width = 1280, height = 800 }: PageOptions = {},
): Promise<OpenPage> {
  await page.setViewportSize({ width, height })
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
  const { complaints, stop } = watchForComplaints(page)
  await page.evaluate((hash) => {
    window.location.hash = hash
  }, route)
  await page.reload()
  return {
    page,
    complaints,
    close() {
      stop()
      return Promise.resolve()
    },
  }
}

async function downloadedBy(app: StartedApp, press: () => Promise<void>): Promise<string> {
  const path = join(app.library, 'downloaded')
  const named = app.evaluate(
    ({ session }, place) =>
      new Promise<string>((resolve) =>
        session.defaultSession.once('will-download', (_, item) => {
          item.setSavePath(place)
          item.once('done', () => resolve(item.getFilename()))
        }),
      ),
    path,
  )
  await press()
  const name = await named
  expect(statSync(path).size).toBeGreaterThan(0)
  return name
}

/** The double has to be told where files lie; in the real app they bring their path along. */
async function expectFiles(app: StartedApp, paths: readonly string[]): Promise<void> {
  if (isClosed) return
  await app.evaluate(
    ({ BrowserWindow }, files) => {
      const [window] = BrowserWindow.getAllWindows()
      const contents = window!.webContents as { knowPaths?: (paths: readonly string[]) => void }
      contents.knowPaths?.(files)
    },
    [...paths],
  )
}

/** Drops files on the window of the app. */
export function dropOnWindow(app: StartedApp, paths: readonly string[]): Promise<void> {
  return dropFiles(served(app), app.page, paths)
}

/** Asks the engine over a line of its own, opened as the page opens one. */
export async function askThroughPage<Name extends CallName>(
  page: Page,
  name: Name,
  input: CallInput<Name>,
): Promise<CallOutput<Name>> {
  const answer = await page.evaluate(
    async ({ call, given }) => {
      const { hookline } = window as unknown as { hookline: { connect(token: string): void } }
      const port = await new Promise<MessagePort>((resolve) => {
        const token = crypto.randomUUID()
        const arrive = ({ data, ports: [one] }: MessageEvent<{ token?: string }>): void => {
          if (data.token !== token || !one) return
          window.removeEventListener('message', arrive)
          resolve(one)
        }
        window.addEventListener('message', arrive)
        hookline.connect(token)
      })
      return new Promise<{ type: string; output?: unknown; error?: unknown }>((resolve) => {
        port.onmessage = ({ data }: MessageEvent<{ type: string; output?: unknown; error?: unknown }>) => {
          if (data.type !== 'result' && data.type !== 'failure') return
          port.close()
          resolve(data)
        }
        port.addEventListener('close', () => resolve({ type: 'lost' }))
        port.postMessage({ type: 'call', id: 1, name: call, input: given })
      })
    },
    { call: name, given: input },
  )
  if (answer.type === 'failure') throw HooklineError.fromData(errorSchema.parse(answer.error))
  if (answer.type === 'lost') throw new HooklineError('engine_crashed', 'The line was closed.')
  return answer.output as CallOutput<Name>
}
