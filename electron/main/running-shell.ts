import { join } from 'node:path'
import { app, dialog, Menu, nativeTheme, powerMonitor, protocol, shell } from 'electron'
import { errorToData } from '../../shared/contract/errors.ts'
import type { Settings } from '../../shared/contract/settings.ts'
import type { ShellEvent } from '../../shared/contract/shell.ts'
import { connectEngine } from '../host/engine-connection.ts'
import { addFiles, videoExtensions } from './add-files.ts'
import { listenToPage } from './ipc.ts'
import { serveMedia } from './media-protocol.ts'
import { menuTemplate } from './menu.ts'
import { pageLines } from './page-lines.ts'
import { servePage } from './page-protocol.ts'
import { openPageWindow, type PageWindow } from './page-window.ts'
import { leaveInGoodOrder } from './quitting.ts'
import { openRecentFiles } from './recent-files.ts'
import { systemSecrets } from './secrets.ts'
import { showJobs } from './taskbar.ts'
import { createUpdates, type Updates } from './updates.ts'
import { utilityLauncher } from './utility-launcher.ts'

export interface RunningShellOptions {
  library: string
  /** What the window keeps, inside of the library. */
  windowFolder: string
  /** Hands over files that the system or a second start wants opened, those that came already as well. */
  onFiles(take: (files: readonly string[]) => void): void
  onSecondStart(take: () => void): void
}

/** Everything that runs as long as the window does. Electron is ready. */
export async function runShell(options: RunningShellOptions): Promise<void> {
  const { library, windowFolder } = options
  const built = join(import.meta.dirname, '..')
  let page: PageWindow | null = null
  let opening: Promise<PageWindow> | null = null
  const untold: ShellEvent[] = []
  const tell = (event: ShellEvent): void => (page ? page.tell(event) : void untold.push(event))
  const tellSentence = (sentence: string): void => tell({ type: 'told', sentence })
  const tellError = (thrown: unknown): void => {
    const { message, hint } = errorToData(thrown)
    tellSentence(hint ? `${message} ${hint}` : message)
  }

  const lines = pageLines()
  const launcher = utilityLauncher({
    entriesFolder: import.meta.dirname,
    secrets: systemSecrets(tellSentence),
    onEngine: (engine) => lines.engineStarted(engine),
  })
  const engine = connectEngine(launcher, library, tellSentence, { resident: true })
  const jobs = showJobs(engine, {
    window: () => page?.window ?? null,
    showDraft: (id) => void show(`#/draft/${id}`),
  })
  const leaving = leaveInGoodOrder({
    unfinished: () => jobs.unfinished(),
    window: () => page?.window ?? null,
    async end() {
      await page?.keepPlace()
      await engine.close()
    },
  })

  const updates = app.isPackaged
    ? createUpdates({
        updater: (await import('electron-updater')).default.autoUpdater,
        tell: tellSentence,
        changed: () => setMenu(),
        leaveBy: (way) => leaving.leaveBy(way),
      })
    : null

  protocol.handle('app', servePage(join(built, 'renderer')))
  protocol.handle('media', serveMedia(engine))
  listenToPage({
    connect(contents, token) {
      lines.wanted(contents, token)
      // Somebody waits: an engine that has died is started before its turn, as every call does.
      engine.call('settings', {}).catch(() => undefined) // the page's own calls tell what is wrong
      page?.listens()
    },
    async chooseFolder(title) {
      const { canceled, filePaths } = await dialog.showOpenDialog({ title, properties: ['openDirectory'] })
      return canceled ? null : (filePaths[0] ?? null)
    },
  })

  /** Brings the window before the person, opened anew where it was closed, and shows a screen. */
  async function show(hash?: string): Promise<void> {
    if (page) {
      page.show()
      if (hash !== undefined) page.tell({ type: 'go', hash })
      return
    }
    opening ??= openPageWindow({
      stateFile: join(windowFolder, 'window-state.json'),
      preload: join(built, 'preload', 'preload.cjs'),
      hash: hash ?? '#/library',
      mayClose: () => leaving.mayClose(),
      opened(made) {
        page = made
        opening = null
        made.window.on('closed', () => (page = null))
        for (const event of untold.splice(0)) made.tell(event)
      },
    })
    await opening
  }

  const recent = await openRecentFiles(join(windowFolder, 'recent-files.json'), () => setMenu())
  const open = async (files: readonly string[]): Promise<void> => {
    try {
      const { hash, added, refused } = await addFiles(engine, files)
      recent.add(added)
      for (const sentence of refused) tellSentence(sentence)
      await show(hash)
    } catch (thrown) {
      tellError(thrown)
    }
  }
  async function chooseFiles(): Promise<void> {
    const chosen = await dialog.showOpenDialog({
      title: 'Add drafts',
      properties: ['openFile', 'multiSelections'],
      filters: [
        { name: 'Videos', extensions: [...videoExtensions] },
        { name: 'All files', extensions: ['*'] },
      ],
    })
    if (!chosen.canceled) await open(chosen.filePaths)
  }
  const openOutside = (path: string): void =>
    void shell.openPath(path).then((problem) => problem && tellSentence(problem))
  function setMenu(): void {
    const template = menuTemplate(
      {
        platform: process.platform,
        recent: recent.list(),
        isPackaged: app.isPackaged,
        readyUpdate: updates?.ready() ?? null,
      },
      {
        open: () => void chooseFiles().catch(tellError),
        openRecent: (path) => void open([path]),
        clearRecent: () => recent.clear(),
        undo: () => undoIn(page, 'undo'),
        redo: () => undoIn(page, 'redo'),
        go: (hash) => void show(hash).catch(tellError),
        showLibrary: () => openOutside(library),
        showLicences: () => openOutside(join(process.resourcesPath, 'licences.txt')),
        checkForUpdates: () => void updates?.checkNow(),
        installUpdate: () => updates?.install(),
      },
    )
    Menu.setApplicationMenu(Menu.buildFromTemplate(template))
  }
  setMenu()
  followSettings(engine, updates)
  powerMonitor.on('suspend', () => void engine.call('pause', {}).catch(tellError))
  powerMonitor.on('resume', () => void engine.call('resume', {}).catch(tellError))
  app.on('activate', () => void show().catch(tellError))

  await show()
  options.onSecondStart(() => void show().catch(tellError))
  options.onFiles((files) => void open(files))
}

/** In a text field the window undoes; elsewhere the page does. Each leaves it to the other where it is not concerned. */
function undoIn(page: PageWindow | null, what: 'undo' | 'redo'): void {
  page?.window.webContents[what]()
  page?.tell({ type: what })
}

/** The frame of the window, dialogs and menus have the theme of the settings; updates come as they say. */
function followSettings(engine: ReturnType<typeof connectEngine>, updates: Updates | null): void {
  const follow = (settings: Settings): void => {
    nativeTheme.themeSource = settings.theme
    updates?.follow(settings.updates)
  }
  engine.onEvent((event) => {
    if (event.type === 'settings') follow(event.settings)
  })
  engine.call('settings', {}).then(
    follow,
    () => undefined, // whoever asks for something is told why the engine doesn't answer
  )
}
