import { app, shell, type Session, type WebContents } from 'electron'
import { isPage } from './page-address.ts'

/** Hosts that a link may open in the person's browser: where limits of platforms and parts of Hookline are explained. */
const externalHosts: ReadonlySet<string> = new Set([
  'ffmpeg.org',
  'help.instagram.com',
  'support.google.com',
  'support.tiktok.com',
  'ads.tiktok.com',
  'www.facebook.com',
])

/** Whether a link leads to a page that the person may be shown in their browser. */
export function mayOpenOutside(address: string): boolean {
  const url = URL.parse(address)
  return (
    url?.protocol === 'https:' &&
    externalHosts.has(url.hostname) &&
    url.port === '' &&
    url.username === '' &&
    url.password === ''
  )
}

/** Keeps every page that is ever made where it is: no other address, no further window, no page inside of it. */
export function guardPages(): void {
  app.on('web-contents-created', (_, contents) => guardPage(contents))
}

function guardPage(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (isPage(event.url)) return
    event.preventDefault()
    openOutside(event.url)
  })
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url)
    return { action: 'deny' }
  })
}

function openOutside(address: string): void {
  if (!mayOpenOutside(address)) return
  shell.openExternal(address).catch((thrown: unknown) => console.error(thrown))
}

/** Schemes that the page may load from; all others are refused before anything is sent. */
const ownSchemes: ReadonlySet<string> = new Set(['app:', 'media:', 'data:', 'blob:'])

/**
 * Denies the page everything that a site could ask for, and every request to the network.
 *
 * @param toolsAllowed lets the developer tools load themselves
 */
export function guardSession(session: Session, toolsAllowed: boolean): void {
  session.setPermissionRequestHandler((_, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.webRequest.onBeforeRequest((details, answer) => {
    const protocol = URL.parse(details.url)?.protocol ?? ''
    const isOwn = ownSchemes.has(protocol) || (toolsAllowed && protocol === 'devtools:')
    answer({ cancel: !isOwn })
  })
}
