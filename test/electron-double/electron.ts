import { switchboard } from './switchboard.ts'

/** The module `electron` as a main process sees it. */
export { app } from './app.ts'
export { BrowserWindowDouble as BrowserWindow } from './browser-window.ts'
export { ipcMain } from './ipc-main.ts'
export { Menu, MenuItem } from './menu.ts'
export { protocol } from './protocol.ts'
export { session } from './session.ts'
export {
  autoUpdater,
  dialog,
  nativeTheme,
  Notification,
  openedOutside,
  powerMonitor,
  safeStorage,
  screen,
  shell,
} from './system.ts'
export { utilityProcess } from './utility-process.ts'

/** Both ends of a channel. */
export class MessageChannelMain {
  readonly port1
  readonly port2
  constructor() {
    const { port1, port2 } = switchboard.makeChannel()
    this.port1 = port1
    this.port2 = port2
  }
}

// A test that started this process may look into it, as Playwright's does with the real one: `evaluate`.
if (process.send) {
  const answer = process.send.bind(process)
  process.on('message', (raw) => {
    const { id, source, arg } = raw as { id: number; source: string; arg: unknown }
    void Promise.resolve()
      .then(async () => {
        const electron = await import('./electron.ts')
        const evaluated = (0, eval)(`(${source})`) as (module: unknown, arg: unknown) => unknown
        return evaluated(electron, arg)
      })
      .then(
        (value) => answer({ id, value: value === undefined ? null : value }),
        (thrown: unknown) => answer({ id, error: thrown instanceof Error ? thrown.message : String(thrown) }),
      )
  })
  process.on('disconnect', () => process.exit(1))
}
