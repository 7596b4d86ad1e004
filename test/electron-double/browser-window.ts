import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron'
import { app, emitCancellable } from './app.ts'
import { startBrowser, type CdpBrowser } from './cdp.ts'
import { schemeServer } from './protocol.ts'
import { WebContentsDouble, type OpenedPage } from './web-contents.ts'

let browser: Promise<CdpBrowser> | null = null

/** One Chromium for all windows. Its address is printed as Chromium does, for whoever drives it. */
function theBrowser(): Promise<CdpBrowser> {
  browser ??= startBrowser(join(app.getPath('userData'), 'browser')).then((started) => {
    process.stderr.write(`DevTools listening on ${started.endpoint}\n`)
    app.atEnd.push(() => started.close())
    return started
  })
  return browser
}

const windows = new Set<BrowserWindowDouble>()
app.watchWindows(() => [...windows])
let nextId = 1

/** A window that nobody sees: what the system would do with it is remembered. */
export class BrowserWindowDouble
  extends EventEmitter
  implements
    Pick<
      BrowserWindow,
      | 'id'
      | 'show'
      | 'hide'
      | 'focus'
      | 'blur'
      | 'minimize'
      | 'restore'
      | 'maximize'
      | 'isVisible'
      | 'isFocused'
      | 'isMinimized'
      | 'isMaximized'
      | 'isFullScreen'
      | 'setFullScreen'
      | 'isDestroyed'
      | 'getBounds'
      | 'getNormalBounds'
      | 'setBounds'
      | 'setProgressBar'
      | 'close'
      | 'destroy'
      | 'getTitle'
      | 'loadURL'
    >
{
  static getAllWindows(): BrowserWindowDouble[] {
    return [...windows]
  }
  static getFocusedWindow(): BrowserWindowDouble | null {
    return [...windows].find((window) => window.isFocused()) ?? null
  }

  readonly id = nextId++
  readonly options: BrowserWindowConstructorOptions
  readonly webContents: WebContentsDouble
  /** What the taskbar shows; -1: nothing. */
  progress = -1
  #bounds: Rectangle
  #state = {
    visible: false,
    focused: false,
    minimized: false,
    maximized: false,
    fullScreen: false,
    destroyed: false,
  }
  #targetId = ''

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super()
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
    const { contextIsolation = true, sandbox = true, nodeIntegration = false } = options.webPreferences ?? {}
    if (!contextIsolation || !sandbox || nodeIntegration)
      throw new Error('The double has pages in the sandbox only, with a world of its own for the preload.')
    this.options = options
    const { x = 100, y = 80, width = 800, height = 600 } = options
    this.#bounds = { x, y, width, height }
    windows.add(this)
    this.webContents = new WebContentsDouble(options.webPreferences ?? {}, this.#open())
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'))
    if (options.show !== false) this.show()
  }

  async #open(): Promise<OpenedPage> {
    const [{ addresses }, started] = await Promise.all([schemeServer(), theBrowser()])
    const { width, height } = this.#bounds
    const { targetId } = await started.root.send('Target.createTarget', {
      url: 'about:blank',
      width,
      height,
      newWindow: true,
    })
    this.#targetId = targetId as string
    return { addresses, browser: started, cdp: await started.attach(this.#targetId) }
  }
  async loadURL(address: string): Promise<void> {
    await this.webContents.loadURL(address)
  }

  show(): void {
    this.#state.visible = true
    this.emit('show')
    this.focus()
  }
  hide(): void {
    this.#state.visible = false
    this.blur()
    this.emit('hide')
  }
  focus(): void {
    if (this.#state.focused) return
    this.#state.focused = true
    this.emit('focus')
  }
  blur(): void {
    if (!this.#state.focused) return
    this.#state.focused = false
    this.emit('blur')
  }
  minimize(): void {
    this.#state.minimized = true
    this.blur()
    this.emit('minimize')
  }
  restore(): void {
    this.#state.minimized = false
    this.emit('restore')
  }
  maximize(): void {
    this.#state.maximized = true
    this.emit('maximize')
    this.emit('resize')
  }
  unmaximize(): void {
    this.#state.maximized = false
    this.emit('unmaximize')
  }
  setFullScreen(fullScreen: boolean): void {
    this.#state.fullScreen = fullScreen
    this.emit(fullScreen ? 'enter-full-screen' : 'leave-full-screen')
    this.emit('resize')
  }
  isVisible(): boolean {
    return this.#state.visible
  }
  isFocused(): boolean {
    return this.#state.focused
  }
  isMinimized(): boolean {
    return this.#state.minimized
  }
  isMaximized(): boolean {
    return this.#state.maximized
  }
  isFullScreen(): boolean {
    return this.#state.fullScreen
  }
  isDestroyed(): boolean {
    return this.#state.destroyed
  }
  getTitle(): string {
    return this.options.title ?? ''
  }
  getBounds(): Rectangle {
    return { ...this.#bounds }
  }
  getNormalBounds(): Rectangle {
    return { ...this.#bounds }
  }
  setBounds(bounds: Partial<Rectangle>): void {
    const before = this.#bounds
    this.#bounds = { ...before, ...bounds }
    const { x, y, width, height } = this.#bounds
    if (x !== before.x || y !== before.y) this.emit('move')
    if (width !== before.width || height !== before.height) this.emit('resize')
  }
  setProgressBar(progress: number): void {
    if (typeof progress !== 'number') throw new TypeError('Error processing argument at index 0')
    this.progress = progress
  }

  close(): void {
    if (this.#state.destroyed) return
    if (emitCancellable(this, 'close')) this.destroy()
  }
  destroy(): void {
    if (this.#state.destroyed) return
    this.#state.destroyed = true
    this.#state.focused = false
    windows.delete(this)
    this.webContents.destroy()
    void browser
      ?.then(({ root }) => root.send('Target.closeTarget', { targetId: this.#targetId }))
      .catch(() => undefined)
    this.emit('closed')
    if (windows.size === 0) app.lastWindowClosed()
  }
}
