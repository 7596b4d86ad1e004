import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { pageOrigin } from '../../shared/contract/shell-names.ts'
import { isFrom } from './page-address.ts'
import { guardingHeaders, shellPagePolicy } from './page-policy.ts'

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.json': 'application/json; charset=utf-8',
}

/**
 * Answers `app://hookline/…` with the files of the page, and with nothing outside of their folder.
 *
 * @param folder what the build made of renderer/
 */
export function servePage(folder: string): (request: Request) => Promise<Response> {
  return async ({ url: address, method }) => {
    if (method !== 'GET') return refusal(405)
    const path = pathOf(address, folder)
    const mediaType = path === null ? undefined : mediaTypes[extname(path)]
    if (path === null || mediaType === undefined) return refusal(404)
    try {
      const content = await readFile(path)
      const headers = { ...guardingHeaders, 'content-type': mediaType }
      return path.endsWith('.html') ? page(content.toString(), headers) : new Response(content, { headers })
    } catch (thrown) {
      const { code } = thrown as NodeJS.ErrnoException
      return refusal(code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR' ? 404 : 500)
    }
  }
}

/**
 * The file that an address of the page names, or null when it names none inside of the folder.
 *
 * @param address with the scheme; may come from anything that runs in the page
 */
export function pathOf(address: string, folder: string): string | null {
  const url = URL.parse(address)
  if (!url || !isFrom(pageOrigin, url)) return null
  const name = decoded(url.pathname)
  // A backslash parts folders on Windows, a colon names a disk or a stream of a file.
  if (name === null || /[\0\\:]/.test(name)) return null
  const path = join(folder, name === '/' ? 'index.html' : name)
  return path.startsWith(folder + sep) ? path : null
}

function decoded(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return null // a broken escape names no file
  }
}

function page(html: string, headers: Record<string, string>): Response {
  const nonce = randomBytes(16).toString('base64')
  // Where react-aria and wavesurfer's user look for the nonce of the style elements they make.
  const withNonce = html.replace('<head>', `<head>\n    <meta property="csp-nonce" nonce="${nonce}" />`)
  return new Response(withNonce, {
    headers: { ...headers, 'content-security-policy': shellPagePolicy(nonce), 'cache-control': 'no-store' },
  })
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: guardingHeaders })
}
