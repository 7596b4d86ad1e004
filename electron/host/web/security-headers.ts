import type { FastifyReply } from 'fastify'

/**
 * Nothing but the page's own scripts runs, nothing is loaded from elsewhere, nobody frames it.
 *
 * @param styleNonce lets style elements in that carry it: parts of the page make some
 */
export function pagePolicy(port: number, styleNonce: string | null): string {
  const styles = styleNonce === null ? '' : ` 'nonce-${styleNonce}'`
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${styles}`,
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    // Not every browser counts a web socket of the same origin as 'self'.
    `connect-src 'self' ws://127.0.0.1:${port} ws://localhost:${port}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** A report that is opened in the browser shows itself and can do nothing. */
export const mediaPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src 'self'; font-src data:; frame-ancestors 'none'; sandbox"

export function setSecurityHeaders(reply: FastifyReply, port: number): void {
  void reply.headers({
    'content-security-policy': pagePolicy(port, null),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    'cache-control': 'no-store',
  })
}
