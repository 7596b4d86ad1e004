import { resolve } from 'node:path'
import { calls, type CallInput, type CallOutput } from '../../../shared/contract/calls.ts'
import { errorSchema, errorToData, HooklineError } from '../../../shared/contract/errors.ts'
import type { Launcher } from '../../processes/launcher.ts'
import { connectEngine } from '../engine-connection.ts'
import { exitCodeOf, exitCodes } from '../exit-codes.ts'
import { newToken } from './access.ts'
import { openBrowser } from './open-browser.ts'
import {
  claimLibrary,
  findRunningServer,
  lastServer,
  releaseLibrary,
  type RunningServer,
} from './running-server.ts'
import type { WebServer, WebServerOptions } from './web-server.ts'

export interface ServeOptions {
  launcher: Launcher
  libraryFolder: string
  /** What the build made of renderer/. */
  pageFolder: string
  /** Of Hookline. */
  version: string
  /** 0: that of the last server of the library if it is free, or any that is. */
  port: number
  /** Prints `{"address","port","token","pid"}` in place of the address. */
  json: boolean
  /** A draft to add and to show. */
  file?: string | undefined
  /** `npm start`: opens a browser, and where a server runs on the library already, the page of that one. */
  forPerson: boolean
  openBrowser: boolean
}

type AddDrafts = (input: CallInput<'addDrafts'>) => Promise<CallOutput<'addDrafts'>>

/**
 * `hookline serve` and `npm start`: serves the page until Ctrl-C.
 *
 * @returns the exit code
 */
export async function serve(options: ServeOptions): Promise<number> {
  try {
    const running = options.forPerson ? await findRunningServer(options.libraryFolder) : null
    if (running) await showRunning(running, options)
    else await serveHere(options)
    return exitCodes.done
  } catch (thrown) {
    const error = errorToData(thrown)
    if (options.json) process.stdout.write(`${JSON.stringify({ error })}\n`)
    else tell(`${error.message}${error.hint ? `\n  ${error.hint}` : ''}`)
    return exitCodeOf(error.code)
  }
}

async function serveHere(options: ServeOptions): Promise<void> {
  const { launcher, libraryFolder, pageFolder, version, port } = options
  const ended = untilAskedToEnd()
  const engine = connectEngine(launcher, libraryFolder, tell, { resident: true })
  const last = await lastServer(libraryFolder)
  let token = last?.token ?? newToken()
  const start = (ports: readonly number[]): Promise<WebServer> =>
    startServer({ engine, pageFolder, libraryFolder, version, token }, ports)
  let server: WebServer | null = null
  let own: RunningServer | null = null
  try {
    server = await start(port === 0 && last ? [last.port, 0] : [port])
    own = { port: server.port, token, pid: process.pid }
    const other = await claimLibrary(libraryFolder, own).catch((thrown: unknown) => {
      tell(`Another Hookline will not find this one: ${(thrown as Error).message}`)
      return null
    })
    if (other && options.forPerson) {
      await showRunning(other, options)
      return
    }
    if (other?.token === token) {
      // Both began with the token of the last server: what lets in here must not let in there.
      await server.close()
      token = newToken()
      server = await start([port])
      own = { port: server.port, token, pid: process.pid }
    }
    await show(own, options, (input) => engine.call('addDrafts', input))
    await ended
  } finally {
    await server?.close()
    await engine.close()
    if (own) await releaseLibrary(libraryFolder, own)
  }
}

/** Starts the server on the first of the ports that is free. */
async function startServer(
  options: Omit<WebServerOptions, 'port'>,
  [port, ...others]: readonly number[],
): Promise<WebServer> {
  // The packages of the server are read while the engine starts.
  const { startWebServer } = await import('./web-server.ts')
  try {
    return await startWebServer({ ...options, port: port ?? 0 })
  } catch (thrown) {
    const isTaken = thrown instanceof HooklineError && thrown.code === 'port_taken'
    if (!isTaken || others.length === 0) throw thrown
    return startServer(options, others)
  }
}

async function showRunning(running: RunningServer, options: ServeOptions): Promise<void> {
  tell('Hookline runs already.')
  await show(running, options, (input) => addThrough(running, input))
}

async function show(server: RunningServer, options: ServeOptions, add: AddDrafts): Promise<void> {
  const route = options.file === undefined ? '' : `#/draft/${await addFile(options.file, add)}`
  const address = `http://127.0.0.1:${server.port}/?token=${server.token}${route}`
  process.stdout.write(`${options.json ? JSON.stringify({ address, ...server }) : `Hookline: ${address}`}\n`)
  if (options.openBrowser) openBrowser(address)
}

async function addFile(file: string, add: AddDrafts): Promise<string> {
  const { drafts, refused } = await add({ paths: [resolve(file)], origin: 'file' })
  if (refused[0]) throw HooklineError.fromData(refused[0].error)
  return drafts[0]!.id
}

/** Lets the server that runs already add drafts. */
async function addThrough(
  { port, token }: RunningServer,
  input: CallInput<'addDrafts'>,
): Promise<CallOutput<'addDrafts'>> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/drafts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  })
  const json: unknown = await answer.json()
  if (!answer.ok) throw HooklineError.fromData(errorSchema.parse((json as { error?: unknown }).error))
  return calls.addDrafts.output.parse(json)
}

/** Ctrl-C, a closed terminal or the system asks once for an end in good order; who asks again gets it at once. */
function untilAskedToEnd(): Promise<void> {
  return new Promise((resolveEnded) => {
    let asked = false
    const ask = (): void => {
      if (asked) process.exit(exitCodes.cancelled)
      asked = true
      resolveEnded()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask)
  })
}

function tell(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
}
