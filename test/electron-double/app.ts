import { EventEmitter } from 'node:events'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
  type FSWatcher,
} from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { createHash, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { App, CommandLine, Dock } from 'electron'

const switches = new Map<string, string>()
const commandLine = {
  appendSwitch: (name: string, value = '') => void switches.set(name, value),
  hasSwitch: (name: string) => switches.has(name),
  getSwitchValue: (name: string) => switches.get(name) ?? '',
  removeSwitch: (name: string) => void switches.delete(name),
} satisfies Partial<CommandLine>

/** `app` of Electron: becomes ready once the entry of the main process has been read. */
class AppDouble
  extends EventEmitter
  implements
    Pick<
      App,
      | 'whenReady'
      | 'isReady'
      | 'quit'
      | 'exit'
      | 'focus'
      | 'getName'
      | 'setName'
      | 'getVersion'
      | 'getPath'
      | 'setPath'
      | 'getAppPath'
      | 'isPackaged'
      | 'requestSingleInstanceLock'
      | 'releaseSingleInstanceLock'
      | 'addRecentDocument'
      | 'clearRecentDocuments'
      | 'getRecentDocuments'
      | 'enableSandbox'
      | 'disableHardwareAcceleration'
      | 'setAppUserModelId'
    >
{
  readonly commandLine = commandLine
  readonly isPackaged = process.env.ELECTRON_DOUBLE_PACKAGED === '1'
  readonly dock: Partial<Dock> | undefined =
    process.platform === 'darwin' ? { hide: () => undefined } : undefined
  #name = 'Electron'
  #ready = Promise.withResolvers<undefined>()
  #isReady = false
  #paths = new Map<string, string>([
    ['home', homedir()],
    ['temp', tmpdir()],
  ])
  #recent: string[] = []
  #lock: FSWatcher | null = null
  #openWindows: () => readonly { close: () => void; destroy: () => void; isDestroyed: () => boolean }[] =
    () => []
  #isQuitting = false
  /** Called before the process ends. */
  readonly atEnd: (() => void)[] = []

  constructor() {
    super()
    // Two turns later: code that waits for this at the top of its entry would wait for ever in Electron.
    setImmediate(() =>
      setTimeout(() => {
        this.#isReady = true
        this.emit('will-finish-launching')
        this.emit('ready', {}, {})
        this.#ready.resolve(undefined)
      }, 20),
    )
  }

  whenReady(): Promise<void> {
    return this.#ready.promise
  }
  isReady(): boolean {
    return this.#isReady
  }
  getName(): string {
    return this.#name
  }
  setName(name: string): void {
    this.#name = name
  }
  getVersion(): string {
    return '0.0.0'
  }
  getAppPath(): string {
    return process.cwd()
  }
  getPath(name: string): string {
    const path = this.#paths.get(name)
    if (path === undefined) throw new Error(`Failed to get '${name}' path`)
    return path
  }
  setPath(name: string, path: string): void {
    if (!existsSync(path)) throw new Error(`Failed to set path: ${path} does not exist`)
    this.#paths.set(name, path)
  }
  focus(): void {
    this.emit('did-become-active')
  }
  enableSandbox(): void {
    if (this.#isReady) throw new Error('app.enableSandbox() can only be called before app is ready')
  }
  disableHardwareAcceleration(): void {
    if (this.#isReady)
      throw new Error('app.disableHardwareAcceleration() can only be called before app is ready')
  }
  setAppUserModelId(): void {
    // For the taskbar of Windows.
  }
  addRecentDocument(path: string): void {
    this.#recent = [path, ...this.#recent.filter((one) => one !== path)]
  }
  clearRecentDocuments(): void {
    this.#recent = []
  }
  getRecentDocuments(): string[] {
    return this.#recent
  }

  /** A folder with the number of its owner is the lock; a second start leaves there what it has to say. */
  requestSingleInstanceLock(additionalData?: Record<string, unknown>): boolean {
    const name = createHash('sha256').update(this.getPath('userData')).digest('hex').slice(0, 16)
    const path = join(tmpdir(), `electron-double-${name}`)
    if (lockHolder(path) !== null) {
      const start = { argv: process.argv, cwd: process.cwd(), data: additionalData ?? null }
      const written = join(path, randomUUID())
      writeFileSync(written, JSON.stringify(start))
      renameSync(written, `${written}.start`)
      return false
    }
    rmSync(path, { recursive: true, force: true })
    mkdirSync(join(path, String(process.pid)), { recursive: true })
    this.#lock = watch(path, (_, file) => {
      const start = join(path, file ?? '')
      if (!start.endsWith('.start') || !existsSync(start)) return
      const { argv, cwd, data } = JSON.parse(readFileSync(start, 'utf8')) as Record<string, unknown>
      rmSync(start)
      this.emit('second-instance', {}, argv, cwd, data)
    })
    this.#lock.unref()
    this.atEnd.push(() => rmSync(path, { recursive: true, force: true }))
    return true
  }
  releaseSingleInstanceLock(): void {
    this.#lock?.close()
  }

  watchWindows(
    list: () => readonly { close: () => void; destroy: () => void; isDestroyed: () => boolean }[],
  ): void {
    this.#openWindows = list
  }
  /** All windows have been closed. */
  lastWindowClosed(): void {
    if (this.#isQuitting) this.#finish()
    else if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed')
    else this.quit()
  }

  quit(): void {
    if (!this.#isReady) {
      void this.whenReady().then(() => this.quit())
      return
    }
    // `before-quit`, then every window is asked, then `will-quit`.
    setImmediate(() => {
      if (!emitCancellable(this, 'before-quit')) return
      this.#isQuitting = true
      const windows = this.#openWindows()
      if (windows.length === 0) this.#finish()
      for (const window of windows) window.close()
      if (this.#openWindows().some((window) => !window.isDestroyed())) this.#isQuitting = false
    })
  }
  #finish(): void {
    if (!emitCancellable(this, 'will-quit')) {
      this.#isQuitting = false
      return
    }
    this.exit(0)
  }
  exit(exitCode = 0): void {
    for (const window of this.#openWindows()) window.destroy()
    for (const end of this.atEnd.splice(0)) end()
    this.emit('quit', {}, exitCode)
    process.exit(exitCode)
  }
}

/** The process that holds the lock, or null when it has ended. */
function lockHolder(path: string): number | null {
  try {
    const pid = Number(readdirSync(path).find((name) => /^\d+$/.test(name)))
    if (!(pid > 0)) return null
    process.kill(pid, 0)
    return pid
  } catch {
    return null
  }
}

/** @returns whether nobody prevented it */
export function emitCancellable(emitter: EventEmitter, name: string, ...details: unknown[]): boolean {
  let prevented = false
  const event = {
    preventDefault: () => void (prevented = true),
    get defaultPrevented() {
      return prevented
    },
  }
  emitter.emit(name, event, ...details)
  return !prevented
}

export const app = new AppDouble()
process.on('SIGTERM', () => app.quit())
process.on('SIGINT', () => app.quit())
