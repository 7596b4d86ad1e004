/**
 * Nothing but the page's own scripts runs, nothing is loaded but the page's own files and those of drafts.
 *
 * @param styleNonce lets style elements in that carry it: parts of the page make some
 */
export function shellPagePolicy(styleNonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${styleNonce}'`,
    "img-src 'self' data: blob: media:",
    "media-src 'self' blob: media:",
    "font-src 'self'",
    "connect-src 'self' media:",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** On every answer of the shell's own schemes. */
export const guardingHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
}
