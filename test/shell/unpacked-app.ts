import { readFileSync } from 'node:fs'
import { cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { extractAll } from '@electron/asar'

/**
 * Makes of a packed app what the double can start: Electron reads the archive as if it were a folder of that name, Node
 * needs one.
 *
 * @param resources of the packed app
 * @param into a folder that is made
 */
export async function unpackForDouble(resources: string, into: string): Promise<void> {
  await mkdir(into, { recursive: true })
  extractAll(join(resources, 'app.asar'), join(into, 'app.asar'))
  for (const name of ['app.asar.unpacked', 'programs']) {
    await cp(join(resources, name), join(into, name), { recursive: true })
  }
}

/** How the double starts such an app: by its own main entry, and with no program but those it carries. */
export function entryOfUnpacked(folder: string): { entry: string; env: NodeJS.ProcessEnv } {
  const { main } = JSON.parse(readFileSync(join(folder, 'app.asar', 'package.json'), 'utf8')) as {
    main: string
  }
  return {
    entry: join(folder, 'app.asar', main),
    env: { ELECTRON_DOUBLE_PACKAGED: '1', ELECTRON_DOUBLE_RESOURCES: folder, PATH: '/nowhere' },
  }
}
