import { existsSync } from 'node:fs'
import { describe } from 'vitest'

/** Chromium, for tests that drive one. */
export const chromiumPath =
  process.env.CHROMIUM_PATH ??
  ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path))

/** A suite that needs a browser; where there is none it is skipped and the reason is printed. */
export function describeInBrowser(name: string, suite: () => void): void {
  if (chromiumPath !== undefined) describe(name, suite)
  else describe.skip(`${name} (skipped: no Chromium was found; set CHROMIUM_PATH)`, suite)
}
