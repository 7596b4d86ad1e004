import type { AppUpdater } from 'electron-updater'
import type { Settings } from '../../shared/contract/settings.ts'

/** The part of electron-updater that is used. */
export type Updater = Pick<
  AppUpdater,
  | 'autoDownload'
  | 'autoInstallOnAppQuit'
  | 'allowPrerelease'
  | 'allowDowngrade'
  | 'checkForUpdates'
  | 'quitAndInstall'
> & {
  on(event: 'update-downloaded', listener: (info: { version: string }) => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
}

export interface UpdatesOptions {
  updater: Updater
  tell(sentence: string): void
  /** Something about `ready` has changed. */
  changed(): void
  /** Ends the app in good order, in the given way, unless the person wants it to stay. */
  leaveBy(way: () => void): void
}

export interface Updates {
  /** What the settings say; looks for a new version at once where that is wanted and was not yet. */
  follow(channel: Settings['updates']): void
  /** Looks because the person asked, and says what it found. */
  checkNow(): Promise<void>
  /** The version that was fetched and is installed at the end of this run. */
  ready(): string | null
  install(): void
  stop(): void
}

const dayMs = 24 * 60 * 60 * 1000

/** Fetches new versions of the installed app from the chosen channel; one is installed when the person quits. */
export function createUpdates(options: UpdatesOptions): Updates {
  const { updater } = options
  let ready: string | null = null
  let channel: Settings['updates'] = 'off'
  let timer: NodeJS.Timeout | undefined

  updater.autoInstallOnAppQuit = true
  // From the test channel back to the finished one: the next finished version is waited for.
  updater.allowDowngrade = false
  updater.on('update-downloaded', ({ version }) => {
    ready = version
    options.tell(`Hookline ${version} is here. It is installed when you quit, or at once from the menu.`)
    options.changed()
  })
  // Every failure is also thrown by the check that met it. Without a listener it would end the app.
  updater.on('error', () => undefined)

  function checkQuietly(): void {
    // Being offline is usual for this app; the next check is tomorrow, and one from the menu says what is wrong.
    updater.checkForUpdates().catch(() => undefined)
  }
  return {
    follow(wanted) {
      if (wanted === channel) return
      channel = wanted
      clearInterval(timer)
      updater.allowPrerelease = wanted === 'beta'
      updater.autoDownload = wanted !== 'off'
      if (wanted === 'off') return
      checkQuietly()
      timer = setInterval(checkQuietly, dayMs)
      timer.unref()
    },
    async checkNow() {
      if (ready !== null) {
        options.tell(`Hookline ${ready} is already here. It is installed when you quit.`)
        return
      }
      updater.autoDownload = true
      try {
        const found = await updater.checkForUpdates()
        if (found?.isUpdateAvailable) options.tell(`Fetching Hookline ${found.updateInfo.version} …`)
        else options.tell('This is the newest version.')
      } catch (thrown) {
        options.tell(`New versions can’t be looked for now: ${firstLine((thrown as Error).message)}`)
      } finally {
        updater.autoDownload = channel !== 'off'
      }
    },
    ready: () => ready,
    install() {
      if (ready !== null) options.leaveBy(() => updater.quitAndInstall())
    },
    stop: () => clearInterval(timer),
  }
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0]!
}
