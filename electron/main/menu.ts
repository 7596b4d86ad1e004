import { basename } from 'node:path'
import type { MenuItemConstructorOptions } from 'electron'

export interface MenuActions {
  open(): void
  openRecent(path: string): void
  clearRecent(): void
  undo(): void
  redo(): void
  go(hash: string): void
  showLibrary(): void
  showLicences(): void
  checkForUpdates(): void
  installUpdate(): void
}

export interface MenuState {
  platform: NodeJS.Platform
  /** Newest first. */
  recent: readonly string[]
  /** Adds what only developers want, and leaves out what only an installed app has. */
  isPackaged: boolean
  /** The version that waits to be installed. */
  readyUpdate: string | null
}

/** The menu of the window, as each system has it. */
export function menuTemplate(
  { platform, recent, isPackaged, readyUpdate }: MenuState,
  actions: MenuActions,
): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin'
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const settings: MenuItemConstructorOptions = {
    id: 'settings',
    label: isMac ? 'Settings…' : 'Settings',
    accelerator: 'CmdOrCtrl+,',
    click: () => actions.go('#/settings'),
  }
  const place = (id: string, label: string, accelerator: string): MenuItemConstructorOptions => ({
    id,
    label,
    accelerator,
    click: () => actions.go(`#/${id}`),
    // The page hears the key itself; the menu only shows it.
    registerAccelerator: false,
  })

  const updates: MenuItemConstructorOptions[] = !isPackaged
    ? []
    : readyUpdate === null
      ? [{ id: 'check-updates', label: 'Check for Updates…', click: () => actions.checkForUpdates() }]
      : [
          {
            id: 'install-update',
            label: `Restart to Update to ${readyUpdate}`,
            click: () => actions.installUpdate(),
          },
        ]

  const appMenu: MenuItemConstructorOptions = {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      ...updates,
      separator,
      settings,
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  }
  const fileMenu: MenuItemConstructorOptions = {
    label: '&File',
    submenu: [
      { id: 'open', label: 'Add Drafts…', accelerator: 'CmdOrCtrl+O', click: () => actions.open() },
      isMac ? systemRecent : ownRecent(recent, actions),
      separator,
      {
        id: 'show-library',
        label: isMac ? 'Show Library Folder in Finder' : 'Show Library Folder',
        click: () => actions.showLibrary(),
      },
      separator,
      ...(isMac ? [{ role: 'close' } as const] : [settings, separator, { role: 'quit' } as const]),
    ],
  }
  const editMenu: MenuItemConstructorOptions = {
    label: '&Edit',
    submenu: [
      // Not roles: those undo in a text field only, and the page undoes more than text.
      { id: 'undo', label: 'Undo', accelerator: 'CmdOrCtrl+Z', click: () => actions.undo() },
      {
        id: 'redo',
        label: 'Redo',
        accelerator: isMac ? 'Shift+Cmd+Z' : 'Ctrl+Y',
        click: () => actions.redo(),
      },
      separator,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
    ],
  }
  const viewMenu: MenuItemConstructorOptions = {
    label: '&View',
    submenu: [
      place('library', 'Library', 'Alt+1'),
      place('compare', 'Compare', 'Alt+2'),
      separator,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      separator,
      { role: 'togglefullscreen' },
      ...(isPackaged ? [] : [separator, { role: 'reload' } as const, { role: 'toggleDevTools' } as const]),
    ],
  }
  const helpMenu: MenuItemConstructorOptions = {
    role: 'help',
    submenu: [
      ...(isPackaged
        ? [{ id: 'licences', label: 'Licences', click: () => actions.showLicences() } as const]
        : []),
      ...(isMac ? [] : [...updates, { role: 'about' } as const]),
    ],
  }
  return [...(isMac ? [appMenu] : []), fileMenu, editMenu, viewMenu, { role: 'windowMenu' }, helpMenu]
}

/** macOS keeps the list itself. */
const systemRecent: MenuItemConstructorOptions = {
  role: 'recentDocuments',
  label: 'Open Recent',
  submenu: [{ role: 'clearRecentDocuments' }],
}

function ownRecent(recent: readonly string[], actions: MenuActions): MenuItemConstructorOptions {
  return {
    id: 'recent',
    label: 'Open Recent',
    enabled: recent.length > 0,
    submenu: [
      ...recent.map((path) => ({
        label: literally(basename(path)),
        sublabel: path,
        click: () => actions.openRecent(path),
      })),
      { type: 'separator' },
      { id: 'clear-recent', label: 'Clear', click: () => actions.clearRecent() },
    ],
  }
}

/** A single & would mark the next letter as the key of the item. */
function literally(label: string): string {
  return label.replaceAll('&', '&&')
}
