import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe } from 'vitest'

/** Real material lies beside the project and is never copied into it. */
const root = fileURLToPath(new URL('../../shared/', import.meta.url))

/** The absolute path of a file or folder of the shared material, or null where this machine has none. */
export function sharedMaterial(path: string): string | null {
  return existsSync(root + path) ? root + path : null
}

/** A suite that needs real material; where there is none it is skipped and the reason is printed. */
export function describeWithShared(name: string, suite: () => void): void {
  if (existsSync(root)) describe(name, suite)
  else describe.skip(`${name} (skipped: ../shared, the real material, is not on this machine)`, suite)
}
