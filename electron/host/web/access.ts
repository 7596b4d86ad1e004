import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { WebError } from './web-error.ts'

export const tokenPattern = /^[0-9a-f]{32}$/

/** 128 bits: nobody guesses it. */
export function newToken(): string {
  return randomBytes(16).toString('hex')
}

/** Compares in a time that tells nothing about where two texts differ. */
export function isToken(given: string, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(token))
}

/** Cookies don't know ports: two servers on one machine must not overwrite each other's. */
export function cookieName(port: number): string {
  return `hookline-${port}`
}

export function tokenCookie(port: number, token: string): string {
  return `${cookieName(port)}=${token}; HttpOnly; SameSite=Strict; Path=/`
}

/**
 * Refuses a request that doesn't come from a page of this server or from a program that has the token.
 *
 * - Host must name this machine: a foreign name that was made to point here (DNS rebinding) is not ours.
 * - Origin must be this server where a browser sends it, and a browser sends it with all that changes anything.
 * - A page of another site must not even embed what is here.
 *
 * @throws WebError 401 without a token, 403 otherwise
 */
export function checkAccess(request: FastifyRequest, token: string): void {
  const { host, origin } = request.headers
  const { localPort: port = 0 } = request.raw.socket
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) throw refused('of its Host header')
  if (origin !== undefined && origin !== `http://${host}`) throw refused('it comes from another site')
  if (comesFromElsewhere(request)) throw refused('it comes from another site')
  if (isFirstVisit(request)) return

  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (bearer !== undefined && isToken(bearer, token)) return
  const cookie = cookieOf(request, cookieName(port))
  if (cookie === undefined || !isToken(cookie, token)) throw unknownVisitor
  const changes = request.ws || !['GET', 'HEAD'].includes(request.method)
  if (changes && origin === undefined) throw refused('it has no Origin header')
}

/** The address with its token, as printed: its route looks at the token. */
function isFirstVisit(request: FastifyRequest): boolean {
  return request.method === 'GET' && !request.ws && request.url.startsWith('/?token=')
}

/** What a browser says of the page that asks; a link to the page itself may stand anywhere. */
function comesFromElsewhere({ headers, method, url }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site']
  if (site === undefined || site === 'same-origin' || site === 'none') return false
  const isLinkToPage =
    method === 'GET' &&
    headers['sec-fetch-mode'] === 'navigate' &&
    headers['sec-fetch-dest'] === 'document' &&
    /^\/(\?|$)/.test(url)
  return !isLinkToPage
}

function cookieOf({ headers }: FastifyRequest, name: string): string | undefined {
  return (headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1)
}

function refused(reason: string): WebError {
  return new WebError(403, 'not_allowed', `Hookline doesn't answer this request because ${reason}.`)
}

export const unknownVisitor = new WebError(
  401,
  'not_allowed',
  'This needs the token of the running Hookline.',
  'Open the address that Hookline printed, or send `Authorization: Bearer TOKEN`.',
)
