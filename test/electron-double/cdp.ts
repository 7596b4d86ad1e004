import { spawn, type ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import { WebSocket } from 'ws'

/** The browser under the double: Chromium without a window, over its DevTools protocol. */

export type Params = Record<string, unknown>

/** One page, or the browser itself. Events come under their name with their parameters. */
export class CdpSession extends EventEmitter {
  readonly #send: (method: string, params: Params) => Promise<Params>

  constructor(send: (method: string, params: Params) => Promise<Params>) {
    super()
    this.#send = send
    this.setMaxListeners(0)
  }

  /** @throws Error what the browser answered, or that it is gone */
  send(method: string, params: Params = {}): Promise<Params> {
    return this.#send(method, params)
  }
}

export interface CdpBrowser {
  root: CdpSession
  /** Where others can drive the same browser. */
  endpoint: string
  attach(targetId: string): Promise<CdpSession>
  close(): void
}

const chromiumPath =
  process.env.CHROMIUM_PATH ??
  ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path))

/** @param profile a folder for what the browser keeps; whoever gave it removes it */
export async function startBrowser(profile: string): Promise<CdpBrowser> {
  const path = chromiumPath
  if (path === undefined) throw new Error('The double of Electron needs Chromium: set CHROMIUM_PATH.')
  const child = spawn(
    path,
    [
      '--headless=new',
      '--no-sandbox',
      '--no-first-run',
      '--no-startup-window',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-gpu',
      '--mute-audio',
      // Nobody sees the window, and it works as if somebody did.
      '--disable-renderer-backgrounding',
      '--disable-background-timer-throttling',
      '--disable-backgrounding-occluded-windows',
      // Electron takes addresses as they are, and knows devices.
      '--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable',
      '--use-fake-device-for-media-stream',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const endpoint = await endpointOf(child)
  const socket = new WebSocket(endpoint, { perMessageDeflate: false })
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  const sessions = new Map<string, CdpSession>()
  const pending = new Map<number, PromiseWithResolvers<Params>>()
  let nextId = 1

  function session(sessionId?: string): CdpSession {
    return new CdpSession((method, params) => {
      const id = nextId++
      const answer = Promise.withResolvers<Params>()
      pending.set(id, answer)
      socket.send(JSON.stringify({ id, method, params, ...(sessionId !== undefined && { sessionId }) }))
      return answer.promise
    })
  }
  const root = session()
  socket.on('message', (data) => {
    const message = JSON.parse((data as Buffer).toString()) as Params & {
      id?: number
      method?: string
      params?: Params
      result?: Params
      sessionId?: string
      error?: { message: string }
    }
    if (message.id !== undefined) {
      const answer = pending.get(message.id)
      pending.delete(message.id)
      if (message.error) answer?.reject(new Error(message.error.message))
      else answer?.resolve(message.result ?? {})
    } else if (message.method !== undefined) {
      const to = message.sessionId === undefined ? root : sessions.get(message.sessionId)
      to?.emit(message.method, message.params)
    }
  })
  socket.on('close', () => {
    for (const answer of pending.values()) answer.reject(new Error('the browser is gone'))
    pending.clear()
  })
  return {
    root,
    endpoint,
    async attach(targetId) {
      const { sessionId } = await root.send('Target.attachToTarget', { targetId, flatten: true })
      const attached = session(sessionId as string)
      sessions.set(sessionId as string, attached)
      return attached
    },
    close() {
      child.kill('SIGKILL')
    },
  }
}

function endpointOf(child: ChildProcess): Promise<string> {
  let said = ''
  return new Promise((resolve, reject) => {
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const endpoint = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
      if (endpoint !== undefined) resolve(endpoint)
    })
    child.once('exit', () => reject(new Error(`Chromium ended at once: ${said}`)))
    child.once('error', reject)
  })
}
