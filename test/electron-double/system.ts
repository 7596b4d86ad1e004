import { EventEmitter } from 'node:events'
import type {
  Dialog,
  Display,
  MessageBoxOptions,
  MessageBoxReturnValue,
  NativeTheme,
  OpenDialogReturnValue,
  PowerMonitor,
  SafeStorage,
  Screen,
  Shell,
} from 'electron'

// What lies outside of the window. Nobody sees it: it is remembered, and tests play the system and the person.

/** Nobody answers a dialog of the double: a test puts its own answer in its place. */
export const dialog = {
  showMessageBox: (...args: unknown[]): Promise<MessageBoxReturnValue> => unanswered('showMessageBox', args),
  showOpenDialog: (...args: unknown[]): Promise<OpenDialogReturnValue> => unanswered('showOpenDialog', args),
  showErrorBox: (title: string, content: string): void => void process.stderr.write(`${title}\n${content}\n`),
} satisfies { [Name in 'showMessageBox' | 'showOpenDialog' | 'showErrorBox']: unknown } & Partial<Dialog>

function unanswered(method: string, args: unknown[]): Promise<never> {
  const options = args.at(-1) as MessageBoxOptions
  process.stderr.write(`dialog.${method}: ${options.message || options.title || ''}\n`)
  return new Promise(() => undefined)
}

class NotificationDouble extends EventEmitter {
  /** All that were shown, for the test. */
  static readonly shown: NotificationDouble[] = []
  static isSupported(): boolean {
    return true
  }
  readonly title: string
  readonly body: string
  constructor({ title = '', body = '' }: { title?: string; body?: string } = {}) {
    super()
    this.title = title
    this.body = body
  }
  show(): void {
    NotificationDouble.shown.push(this)
    this.emit('show', {})
  }
  close(): void {
    this.emit('close', {})
  }
}
export { NotificationDouble as Notification }

class NativeThemeDouble
  extends EventEmitter
  implements Pick<NativeTheme, 'themeSource' | 'shouldUseDarkColors'>
{
  #source: NativeTheme['themeSource'] = 'system'
  get themeSource(): NativeTheme['themeSource'] {
    return this.#source
  }
  set themeSource(source: NativeTheme['themeSource']) {
    if (!['system', 'light', 'dark'].includes(source)) throw new TypeError('Error processing argument')
    this.#source = source
    this.emit('updated')
  }
  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark'
  }
}
export const nativeTheme = new NativeThemeDouble()

class PowerMonitorDouble
  extends EventEmitter
  implements Pick<PowerMonitor, 'isOnBatteryPower' | 'getSystemIdleTime'>
{
  isOnBatteryPower(): boolean {
    return false
  }
  getSystemIdleTime(): number {
    return 0
  }
}
export const powerMonitor = new PowerMonitorDouble()

const display = {
  id: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 27, width: 1920, height: 1053 },
  scaleFactor: 1,
} as Display
export const screen = {
  getPrimaryDisplay: () => display,
  getAllDisplays: () => [display],
} satisfies Partial<Screen>

/** What was opened outside of the app. */
export const openedOutside: string[] = []
export const shell = {
  openExternal(address: string): Promise<void> {
    openedOutside.push(address)
    return Promise.resolve()
  },
  openPath(path: string): Promise<string> {
    openedOutside.push(path)
    return Promise.resolve('')
  },
  showItemInFolder: (path: string) => void openedOutside.push(path),
} satisfies Partial<Shell>

/** Turns text round and marks it: whoever stores it as it is would be seen. */
const mark = Buffer.from('double:')
export const safeStorage = {
  isAsyncEncryptionAvailable: () => Promise.resolve(process.env.ELECTRON_DOUBLE_KEYRING !== 'none'),
  encryptStringAsync: (text: string) =>
    Promise.resolve(Buffer.concat([mark, Buffer.from(text).map((byte) => byte ^ 0xa5)])),
  decryptStringAsync(sealed: Buffer) {
    if (!Buffer.isBuffer(sealed)) return Promise.reject(new TypeError('encrypted must be a Buffer'))
    if (!sealed.subarray(0, mark.length).equals(mark))
      return Promise.reject(
        new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.'),
      )
    const result = Buffer.from(sealed.subarray(mark.length).map((byte) => byte ^ 0xa5)).toString()
    return Promise.resolve({ shouldReEncrypt: false, result })
  },
  getSelectedStorageBackend: () =>
    (process.env.ELECTRON_DOUBLE_KEYRING ?? 'gnome_libsecret') as ReturnType<
      SafeStorage['getSelectedStorageBackend']
    >,
} satisfies Partial<SafeStorage>

class AutoUpdaterDouble extends EventEmitter {
  getFeedURL(): string {
    return ''
  }
  setFeedURL(): void {
    // There is no server of updates.
  }
  checkForUpdates(): void {
    this.emit('update-not-available')
  }
}
export const autoUpdater = new AutoUpdaterDouble()
