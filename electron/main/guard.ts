import { app, shell, type Session, type WebContents } from 'electron'
import { mayOpenOutside } from './external-links.ts'
import { isMedia, isPage } from './page-address.ts'

/** Keeps every page that is ever made where it is: no other address, no further window, no page inside of it. */
export function guardPages(): void {
  app.on('web-contents-created', (_, contents) => guardPage(contents))
}

function guardPage(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (isPage(event.url)) return
    event.preventDefault()
    const url = URL.parse(event.url)
    // A link to a file of a draft is there to be kept, not to be gone to.
    if (url && isMedia(url)) contents.downloadURL(event.url)
    else openOutside(event.url)
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
