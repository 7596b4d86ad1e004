import { EventEmitter } from 'node:events'
import { writeFile } from 'node:fs/promises'
import type {
  CallbackResponse,
  DownloadItem,
  OnBeforeRequestListenerDetails,
  Session,
  WebContents,
} from 'electron'
import type { CdpSession } from './cdp.ts'
import { protocol } from './protocol.ts'

type RequestHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>
type CheckHandler = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>
type Permission = Parameters<RequestHandler>[1]
type BeforeRequest = (
  details: OnBeforeRequestListenerDetails,
  answer: (response: CallbackResponse) => void,
) => void

/** Names that Electron gives to what Chromium calls something else. */
const permissions: Readonly<Partial<Record<Permission, readonly string[]>>> = {
  geolocation: ['geolocation'],
  notifications: ['notifications'],
  media: ['camera', 'microphone'],
  midi: ['midi'],
  'clipboard-read': ['clipboard-read'],
  'clipboard-sanitized-write': ['clipboard-write'],
  'idle-detection': ['idle-detection'],
  'storage-access': ['storage-access'],
}

/** A file on its way out of the app. */
class DownloadItemDouble
  extends EventEmitter
  implements Pick<DownloadItem, 'getURL' | 'getFilename' | 'setSavePath'>
{
  readonly #url: string
  readonly #response: Response
  #path = ''

  constructor(url: string, response: Response) {
    super()
    this.#url = url
    this.#response = response
  }
  getURL(): string {
    return this.#url
  }
  getFilename(): string {
    const disposition = this.#response.headers.get('content-disposition') ?? ''
    const encoded = /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1]
    return encoded === undefined ? 'download' : decodeURIComponent(encoded)
  }
  setSavePath(path: string): void {
    this.#path = path
  }
  async save(): Promise<void> {
    if (this.#path === '') return
    await writeFile(this.#path, new Uint8Array(await this.#response.arrayBuffer()))
    this.emit('done', {}, 'completed')
  }
}

class SessionDouble
  extends EventEmitter
  implements
    Pick<
      Session,
      | 'setPermissionRequestHandler'
      | 'setPermissionCheckHandler'
      | 'setDevicePermissionHandler'
      | 'setSpellCheckerEnabled'
    >
{
  readonly protocol = protocol
  #request: RequestHandler | null = null
  #check: CheckHandler | null = null
  #beforeRequest: BeforeRequest | null = null

  readonly webRequest = {
    onBeforeRequest: (...args: [BeforeRequest | null] | [unknown, BeforeRequest | null]): void => {
      this.#beforeRequest = args.at(-1) as BeforeRequest | null
    },
  }

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.#request = handler
  }
  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.#check = handler
  }
  setDevicePermissionHandler(): void {
    // No device is ever offered to a page of the double.
  }
  setSpellCheckerEnabled(): void {
    // There is no dictionary.
  }

  /** As in Electron, what no handler denies is granted. */
  async settlePermissions(contents: WebContents, browser: CdpSession, origin: string): Promise<void> {
    for (const [permission, names] of Object.entries(permissions) as [Permission, readonly string[]][]) {
      const checked =
        this.#check?.(contents, permission, origin, { isMainFrame: true, requestingUrl: origin }) ?? true
      const granted = checked && (await this.#asked(contents, permission))
      for (const name of names) {
        await browser
          .send('Browser.setPermission', { permission: { name }, setting: granted ? 'granted' : 'denied' })
          .catch(() => undefined) // a name that this Chromium doesn't know
      }
    }
  }
  #asked(contents: WebContents, permission: Permission): Promise<boolean> {
    const handler = this.#request
    if (!handler) return Promise.resolve(true)
    return new Promise((resolve) =>
      handler(contents, permission, resolve, { isMainFrame: true, requestingUrl: contents.getURL() }),
    )
  }

  /** As in Electron: a download without a place waits for the person, whom nobody plays here. */
  async download(url: string, response: Response, contents: unknown): Promise<void> {
    const item = new DownloadItemDouble(url, response)
    this.emit('will-download', {}, item, contents)
    await item.save()
  }

  /** Whether a request may be sent. */
  allows(details: Pick<OnBeforeRequestListenerDetails, 'url' | 'method' | 'resourceType'>): Promise<boolean> {
    const listener = this.#beforeRequest
    if (!listener) return Promise.resolve(true)
    return new Promise((resolve) =>
      listener({ ...details, id: 0, timestamp: Date.now(), uploadData: [] } as never, ({ cancel }) =>
        resolve(!cancel),
      ),
    )
  }
}

export const session = { defaultSession: new SessionDouble() }
