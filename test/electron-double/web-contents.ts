import { randomBytes } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { MessagePortMain, WebContents, WebPreferences, WindowOpenHandlerResponse } from 'electron'
import { app } from './app.ts'
import type { CdpBrowser, CdpSession, Params } from './cdp.ts'
import type { Addresses } from './addresses.ts'
import { ipcMain } from './ipc-main.ts'
import { giveAway, type PortDouble } from './port.ts'
import { worldSources } from './preload-world.js'
import { answerOf } from './protocol.ts'
import { session } from './session.ts'
import { fromBytes, toBytes } from './structured-clone.ts'
import { switchboard, unsettle, type Place } from './switchboard.ts'

const { encode, decode } = worldSources.codec
const world = 'preload'

interface FromPreload {
  kind: 'begun' | 'send' | 'invoke' | 'port' | 'took' | 'close' | 'open'
  id: number
  channel: string
  args: unknown[]
  end: string
  ends: string[]
  message: unknown
  url: string
}

/** What a page is, once the browser has opened it. */
export interface OpenedPage {
  addresses: Addresses
  browser: CdpBrowser
  cdp: CdpSession
}

let nextId = 1

/** The page of a window: a page of Chromium, with the preload in a world of its own. */
export class WebContentsDouble
  extends EventEmitter
  implements
    Pick<
      WebContents,
      | 'id'
      | 'getURL'
      | 'loadURL'
      | 'reload'
      | 'downloadURL'
      | 'executeJavaScript'
      | 'send'
      | 'isDestroyed'
      | 'isCrashed'
      | 'undo'
      | 'redo'
      | 'getOSProcessId'
      | 'forcefullyCrashRenderer'
    >
{
  readonly id = nextId++
  readonly session = session.defaultSession
  readonly preferences: WebPreferences
  #browser!: CdpBrowser
  #addresses!: Addresses
  readonly #place: Place
  readonly #binding = `double_${randomBytes(8).toString('hex')}`
  readonly #ready: Promise<CdpSession>
  #cdp: CdpSession | null = null
  #mainFrame = ''
  #context: number | null = null
  /** What is said before the preload has begun. */
  #waiting: string[] = []
  #address = ''
  /** The addresses that the main process itself asked for: those are no navigations of the page. */
  #asked: string[] = []
  #openHandler: ((details: { url: string }) => WindowOpenHandlerResponse) | null = null
  #destroyed = false
  #crashed = false

  constructor(preferences: WebPreferences, opened: Promise<OpenedPage>) {
    super()
    this.preferences = preferences
    this.#place = {
      deliver: (end, message, ports) => {
        if (ports.length > 0) throw new Error('The double hands no port over a port of a page.')
        this.#tell({ kind: 'port', end, message: encode(fromBytes(message)) })
      },
      ended: (end) => this.#tell({ kind: 'ended', end }),
    }
    this.#ready = opened.then(({ addresses, browser, cdp }) => {
      this.#addresses = addresses
      this.#browser = browser
      return this.#begin(cdp)
    })
    app.emit('web-contents-created', {}, this)
  }

  getURL(): string {
    return this.#address
  }
  isDestroyed(): boolean {
    return this.#destroyed
  }
  isCrashed(): boolean {
    return this.#crashed
  }
  setWindowOpenHandler(handler: (details: { url: string }) => WindowOpenHandlerResponse): void {
    this.#openHandler = handler
  }

  async loadURL(address: string): Promise<void> {
    const cdp = await this.#ready
    const url = this.#addresses.toBrowser(address)
    this.#asked.push(withoutHash(url))
    const loaded = new Promise<void>((resolve) => cdp.once('Page.loadEventFired', () => resolve()))
    const { errorText } = await cdp.send('Page.navigate', { url })
    if (typeof errorText === 'string') throw new Error(`${errorText} loading '${address}'`)
    await loaded
  }
  reload(): void {
    this.#asked.push(withoutHash(this.#addresses.toBrowser(this.#address)))
    void this.#ready.then((cdp) =>
      this.#crashed
        ? cdp.send('Page.navigate', { url: this.#addresses.toBrowser(this.#address) })
        : cdp.send('Page.reload'),
    )
  }
  /** Runs in the page's own world, also under a policy that forbids it to make code of text. */
  async executeJavaScript(code: string): Promise<unknown> {
    const cdp = await this.#ready
    const answer = await cdp.send('Runtime.evaluate', {
      expression: code,
      awaitPromise: true,
      returnByValue: true,
    })
    const { result, exceptionDetails } = answer as {
      result: { value?: unknown }
      exceptionDetails?: { exception?: { description?: string } }
    }
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? 'the script failed')
    return result.value
  }
  /** Gets the file and hands it over as a download, which `will-download` may give a place. */
  downloadURL(address: string): void {
    void answerOf(address).then((response) => session.defaultSession.download(address, response, this))
  }
  undo(): void {
    this.#edit('Undo')
  }
  redo(): void {
    this.#edit('Redo')
  }
  #edit(command: string): void {
    const key = { type: 'keyDown', key: '', code: '', commands: [command] }
    void this.#ready.then((cdp) => cdp.send('Input.dispatchKeyEvent', key))
  }
  forcefullyCrashRenderer(): void {
    void this.#ready.then((cdp) => cdp.send('Page.crash').catch(() => undefined))
  }
  getOSProcessId(): number {
    return this.#pid
  }
  #pid = 0

  send(channel: string, ...args: unknown[]): void {
    this.postMessage(channel, args, [], true)
  }
  postMessage(
    channel: string,
    message: unknown,
    transfer: readonly (MessagePortMain | PortDouble)[] = [],
    isList = false,
  ): void {
    const ports = giveAway(transfer)
    for (const port of ports) unsettle(port)
    // A clone, so that what can't cross throws here as it does in Electron.
    const cloned = fromBytes(toBytes(isList ? message : [message])) as unknown[]
    this.#tell({ kind: 'send', channel, args: cloned.map(encode), ports })
  }
  /** Tells the page where files lie that are about to be dropped on it. */
  knowPaths(paths: readonly string[]): void {
    const files = paths.map((path) => {
      const { size, mtimeMs } = statSync(path)
      return { path, name: basename(path), size, lastModified: Math.floor(mtimeMs) }
    })
    this.#tell({ kind: 'paths', paths: files })
  }
  destroy(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    switchboard.leave(this.#place)
    this.emit('destroyed')
  }

  #tell(message: Params): void {
    const text = JSON.stringify(message)
    if (this.#destroyed) return
    if (this.#context === null) this.#waiting.push(text)
    else this.#evaluate(text, this.#context)
  }
  #evaluate(text: string, contextId: number): void {
    this.#cdp
      ?.send('Runtime.evaluate', { expression: `__double.message(${JSON.stringify(text)})`, contextId })
      .catch(() => undefined) // the page has gone meanwhile, and its ends with it
  }

  async #begin(cdp: CdpSession): Promise<CdpSession> {
    this.#cdp = cdp
    cdp.on('Runtime.executionContextCreated', ({ context }: Params) => {
      const { id, name, auxData } = context as { id: number; name: string; auxData?: { frameId?: string } }
      if (name === world && auxData?.frameId === this.#mainFrame) this.#nextContext = id
    })
    cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }: Params) => {
      if (executionContextId === this.#context) this.#pageGone()
    })
    cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }: Params) => {
      if (name !== this.#binding) return
      this.#take(JSON.parse(payload as string) as FromPreload, executionContextId as number)
    })
    cdp.on('Fetch.requestPaused', (paused: Params) => {
      this.#judge(cdp, paused).catch(() => undefined) // the page has gone meanwhile
    })
    cdp.on('Page.frameNavigated', ({ frame }: Params) => {
      const { id, url, urlFragment } = frame as { id: string; url: string; urlFragment?: string }
      if (id !== this.#mainFrame) return
      this.#crashed = false
      this.#address = this.#addresses.fromBrowser(url + (urlFragment ?? ''))
    })
    cdp.on('Page.navigatedWithinDocument', ({ frameId, url }: Params) => {
      if (frameId === this.#mainFrame) this.#address = this.#addresses.fromBrowser(url as string)
    })
    cdp.on('Page.loadEventFired', () => {
      this.emit('did-finish-load')
      this.#readPid(cdp).catch(() => undefined) // the page has gone meanwhile
    })
    cdp.on('Inspector.targetCrashed', () => {
      this.#crashed = true
      this.#pageGone()
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 })
    })
    const preload = this.preferences.preload
    const name = `double${randomBytes(8).toString('hex')}`
    const { frameTree } = await cdp.send('Page.getFrameTree')
    this.#mainFrame = (frameTree as { frame: { id: string } }).frame.id
    await Promise.all([
      cdp.send('Page.enable'),
      cdp.send('Inspector.enable'),
      cdp.send('Performance.enable'),
      cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: worldSources.page(name) }),
      cdp.send('Runtime.addBinding', { name: this.#binding, executionContextName: world }),
      cdp.send('Page.addScriptToEvaluateOnNewDocument', {
        worldName: world,
        source: worldSources.preload(
          name,
          this.#binding,
          this.#addresses.served,
          preload === undefined ? '' : readFileSync(preload, 'utf8'),
        ),
      }),
      cdp.send('Runtime.enable'),
      cdp.send('Fetch.enable', { patterns: [{ urlPattern: '*', requestStage: 'Request' }] }),
      session.defaultSession.settlePermissions(this as never, this.#browser.root, 'app://hookline'),
    ])
    return cdp
  }
  #nextContext: number | null = null

  /** The browser tells no page's process, but the time that each has used, and the page knows that of its own. */
  async #readPid(cdp: CdpSession): Promise<void> {
    const [{ metrics }, { processInfo }] = await Promise.all([
      cdp.send('Performance.getMetrics'),
      this.#browser.root.send('SystemInfo.getProcessInfo'),
    ])
    const usedS = (metrics as { name: string; value: number }[]).find(({ name }) => name === 'ProcessTime')
    const away = ({ cpuTime }: { cpuTime: number }): number => Math.abs(cpuTime - (usedS?.value ?? 0))
    const renderers = (processInfo as { type: string; id: number; cpuTime: number }[]).filter(
      ({ type }) => type === 'renderer',
    )
    this.#pid = renderers.toSorted((a, b) => away(a) - away(b))[0]?.id ?? 0
  }

  /** What the page's document had ends with it. */
  #pageGone(): void {
    this.#context = null
    this.#waiting = []
    switchboard.leave(this.#place)
  }

  #take(message: FromPreload, contextId: number): void {
    if (message.kind === 'begun') {
      if (contextId !== this.#nextContext) return
      if (this.#context !== null) this.#pageGone()
      this.#context = contextId
      for (const text of this.#waiting.splice(0)) this.#evaluate(text, contextId)
      return
    }
    switch (message.kind) {
      case 'send':
        ipcMain.emit(message.channel, this.#ipcEvent(), ...message.args.map(decode))
        return
      case 'invoke':
        void this.#invoke(message)
        return
      case 'port':
        switchboard.send(message.end, toBytes(decode(message.message)), [])
        return
      case 'took':
        for (const end of message.ends) switchboard.settle(end, this.#place)
        return
      case 'close':
        switchboard.close(message.end)
        return
      case 'open': {
        const url = this.#addresses.fromBrowser(message.url)
        const answer = this.#openHandler?.({ url }) ?? { action: 'allow' }
        if (answer.action !== 'deny') throw new Error(`The double opens no second window: ${url}`)
      }
    }
  }

  #ipcEvent(): object {
    return {
      sender: this,
      processId: 1,
      frameId: 1,
      ports: [],
      senderFrame: { url: this.#address, parent: null, top: null, routingId: 1 },
    }
  }
  async #invoke({ id, channel, args }: FromPreload): Promise<void> {
    const handler = ipcMain.handlers.get(channel)
    try {
      if (!handler) throw new Error(`No handler registered for '${channel}'`)
      const value: unknown = await handler(this.#ipcEvent() as never, ...args.map(decode))
      this.#tell({ kind: 'reply', id, value: encode(fromBytes(toBytes(value))) })
    } catch (thrown) {
      const said = `Error invoking remote method '${channel}': ${String(thrown)}`
      this.#tell({ kind: 'reply', id, error: said })
    }
  }

  /** Every request of the page: may it be sent at all, and if it leads elsewhere, may the page go there. */
  async #judge(cdp: CdpSession, paused: Params): Promise<void> {
    const { requestId, request, resourceType, frameId } = paused as {
      requestId: string
      request: { url: string; method: string }
      resourceType: string
      frameId: string
    }
    const url = this.#addresses.fromBrowser(request.url)
    const refuse = (errorReason: string): Promise<Params> =>
      cdp.send('Fetch.failRequest', { requestId, errorReason })
    if (resourceType === 'Document') {
      const isMainFrame = frameId === this.#mainFrame
      const asked = this.#asked.indexOf(withoutHash(request.url))
      if (asked >= 0) this.#asked.splice(asked, 1)
      else if (!this.#mayNavigate(url, isMainFrame)) {
        await refuse('Aborted')
        return
      }
      if (isMainFrame) this.emit('did-start-navigation', { url, isMainFrame, isSameDocument: false })
    }
    const allowed = await session.defaultSession.allows({
      url,
      method: request.method,
      resourceType: resourceType === 'Document' ? 'mainFrame' : 'other',
    })
    await (allowed ? cdp.send('Fetch.continueRequest', { requestId }) : refuse('BlockedByClient'))
  }
  #mayNavigate(url: string, isMainFrame: boolean): boolean {
    // A page that is loaded again by the person is where it was.
    if (isMainFrame && withoutHash(url) === withoutHash(this.#address)) return true
    const details = { url, isMainFrame, isSameDocument: false }
    return (
      this.#emitNavigation('will-frame-navigate', details) &&
      (!isMainFrame || this.#emitNavigation('will-navigate', details))
    )
  }
  #emitNavigation(name: string, details: object): boolean {
    let prevented = false
    this.emit(name, { ...details, preventDefault: () => void (prevented = true) })
    return !prevented
  }
}

function withoutHash(address: string): string {
  return address.split('#')[0]!
}
