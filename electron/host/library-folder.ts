import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where a user's library lies unless they choose another folder: the system's folder for application data. */
export function defaultLibraryFolder(): string {
  const home = homedir()
  switch (process.platform) {
    case 'win32':
      return join(process.env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Hookline')
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Hookline')
    default:
      return join(process.env.XDG_DATA_HOME ?? join(home, '.local', 'share'), 'hookline')
  }
}
