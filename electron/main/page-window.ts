import {
  app,
  BrowserWindow,
  dialog,
  nativeTheme,
  screen,
  type BrowserWindowConstructorOptions,
} from 'electron'
import type { ShellEvent } from '../../shared/contract/shell.ts'
import { tellPage } from './ipc.ts'
import { startAddress } from './page-address.ts'
import { onScreen, readWindowState, smallest, writeWindowState, type WindowState } from './window-state.ts'

/** The one window and its page. */
export interface PageWindow {
  window: BrowserWindow
  /** Tells the page; what comes before it listens waits until it does. */
  tell(event: ShellEvent): void
  /** The page has been loaded and listens. */
  listens(): void
  /** Brings it before the person. */
  show(): void
  /** Writes down where it lies. */
  keepPlace(): Promise<void>
}

export interface PageWindowOptions {
  /** Where the place of the window is kept. */
  stateFile: string
  /** The bundled preload. */
  preload: string
  /** Shows a screen at once, such as `#/draft/ID`. */
  hash: string
  /** Asked before the window is closed; the window stays unless it answers true. */
  mayClose: () => boolean
  /** Called before the page is loaded, which may ask for things at once. */
  opened(made: PageWindow): void
}

const keepAfterMs = 500
/** The background of the page before it is there: `--surface-0` of either theme. */
const background = { dark: '#121316', light: '#e9eaec' }

export async function openPageWindow(options: PageWindowOptions): Promise<PageWindow> {
  const areas = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(({ workArea }) => workArea)
  const state = onScreen(await readWindowState(options.stateFile), areas)
  const window = new BrowserWindow(windowOptions(state, options.preload))
  if (state.isMaximized) window.maximize()
  if (state.isFullScreen) window.setFullScreen(true)

  let isListening = false
  const waiting: ShellEvent[] = []
  const tell = (event: ShellEvent): void => {
    if (isListening && !window.isDestroyed()) tellPage(window.webContents, event)
    else waiting.push(event)
  }
  const stopsListening = (): void => void (isListening = false)
  window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) stopsListening()
  })
  survive(window, tell, stopsListening)

  const keepPlace = async (): Promise<void> => {
    if (window.isDestroyed()) return
    await writeWindowState(options.stateFile, stateOf(window)).catch((thrown: unknown) =>
      console.error(thrown),
    )
  }
  let timer: NodeJS.Timeout | undefined
  const keepSoon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void keepPlace(), keepAfterMs)
  }
  window.on('resize', keepSoon)
  window.on('move', keepSoon)
  window.on('close', (event) => {
    if (!options.mayClose()) event.preventDefault()
    else clearTimeout(timer)
  })
  window.once('ready-to-show', () => window.show())
  const made: PageWindow = {
    window,
    tell,
    listens() {
      isListening = true
      for (const event of waiting.splice(0)) tell(event)
    },
    show() {
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
    keepPlace,
  }
  options.opened(made)
  await window.loadURL(startAddress + options.hash)
  return made
}

function windowOptions(
  { x, y, width, height }: WindowState,
  preload: string,
): BrowserWindowConstructorOptions {
  return {
    ...(x !== null && y !== null && { x, y }),
    width,
    height,
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: 'Hookline',
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  }
}

function stateOf(window: BrowserWindow): WindowState {
  const { x, y, width, height } = window.getNormalBounds()
  return { x, y, width, height, isMaximized: window.isMaximized(), isFullScreen: window.isFullScreen() }
}

/** A page that crashes again and again within this time is not opened by itself any more. */
const crashesWithinMs = 60_000
const mostCrashes = 3

/** Opens a page that has crashed anew; one that hangs may be opened anew or waited for. */
function survive(window: BrowserWindow, tell: (event: ShellEvent) => void, stopsListening: () => void): void {
  let crashedAt: number[] = []
  window.webContents.on('render-process-gone', (_, { reason }) => {
    if (reason === 'clean-exit') return
    stopsListening()
    crashedAt = [...crashedAt, Date.now()].filter((at) => Date.now() - at < crashesWithinMs)
    if (crashedAt.length <= mostCrashes) {
      tell({ type: 'told', sentence: 'The page stopped and was opened again. Nothing is lost.' })
      window.webContents.reload()
      return
    }
    crashedAt = []
    const choice = dialog.showMessageBox(window, {
      type: 'error',
      message: 'The page of Hookline stops again and again.',
      detail: `Your drafts are safe, and what is being measured goes on. (${reason})`,
      buttons: ['Open It Again', 'Quit'],
      defaultId: 0,
      cancelId: 0,
    })
    choice.then(({ response }) => (response === 0 ? window.webContents.reload() : app.quit()), console.error)
  })
  let isAsking = false
  window.on('unresponsive', () => {
    if (isAsking) return
    isAsking = true
    const choice = dialog.showMessageBox(window, {
      type: 'warning',
      message: 'The page of Hookline does not answer.',
      detail: 'Your drafts are safe, and what is being measured goes on.',
      buttons: ['Wait', 'Open It Again'],
      defaultId: 0,
      cancelId: 0,
    })
    choice
      .then(({ response }) => {
        if (response === 1) window.webContents.forcefullyCrashRenderer()
      }, console.error)
      .finally(() => (isAsking = false))
  })
}
