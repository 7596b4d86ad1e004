// Where Electron's executable is. Its package fetches it when it is first wanted, which needs the internet.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './setup.mjs'

const folder = join(root, 'node_modules', 'electron')
const fetchLimitMs = 300_000

/** Path of an executable that is there already, or null. `ELECTRON_OVERRIDE_DIST_PATH` names the folder of another. */
export function findElectron() {
  const name = existsSync(join(folder, 'path.txt'))
    ? readFileSync(join(folder, 'path.txt'), 'utf8')
    : ({ darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform] ??
      'electron')
  const path = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist'), name)
  return existsSync(path) ? path : null
}

/** The same, fetched where it is not there. */
export function getElectron() {
  const found = findElectron()
  if (found || process.env.ELECTRON_OVERRIDE_DIST_PATH || !existsSync(join(folder, 'install.js')))
    return found
  process.stderr.write('Fetching Electron …\n')
  spawnSync(process.execPath, [join(folder, 'install.js')], { stdio: 'ignore', timeout: fetchLimitMs })
  return findElectron()
}
