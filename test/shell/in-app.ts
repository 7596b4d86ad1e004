import { describe } from 'vitest'
import { describeInBrowser } from '../in-browser.ts'
import { realElectron } from './app.ts'

/** A suite in the app. On the double it needs a Chromium; where there is none it is skipped and the reason is printed. */
export function describeInApp(name: string, suite: () => void): void {
  if (realElectron === null) describeInBrowser(name, suite)
  else describe(name, suite)
}
