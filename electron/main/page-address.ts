import { mediaOrigin, pageOrigin } from '../../shared/contract/shell-names.ts'

/** Where the window starts. */
export const startAddress = `${pageOrigin}/`

/** Whether an address is the page itself, at whatever screen. Node gives addresses of the app no `origin`. */
export function isPage(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && isFrom(pageOrigin, url) && url.pathname === '/'
}

/** Whether an address has this scheme and host. */
export function isFrom(origin: string, { protocol, host, username, password, port }: URL): boolean {
  const at = new URL(origin)
  return protocol === at.protocol && host === at.host && port === '' && username === '' && password === ''
}

export function isMedia(url: URL): boolean {
  return isFrom(mediaOrigin, url)
}
