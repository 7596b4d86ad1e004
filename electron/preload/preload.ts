import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { channels } from './channels.ts'
import { bridgeName, mediaOrigin, type LineArrives } from '../../shared/contract/shell-names.ts'
import type { ShellBridge } from '../../shared/contract/shell.ts'

/** The page's window, of which a preload has the same as the page. */
declare const window: {
  location: { origin: string }
  postMessage(message: LineArrives, targetOrigin: string, transfer: unknown[]): void
}

/** All that the page sees of the app. */
const bridge: ShellBridge = {
  mediaOrigin,
  connect: (token) => ipcRenderer.send(channels.connect, token),
  pathOf: (file) => webUtils.getPathForFile(file),
  chooseFolder: (title) => ipcRenderer.invoke(channels.chooseFolder, title),
  onShellEvent(listener) {
    ipcRenderer.on(channels.shellEvent, (_, event: unknown) => listener(event))
  },
}
contextBridge.exposeInMainWorld(bridgeName, bridge)

// A port can't cross the bridge; the window is common to both sides of it.
ipcRenderer.on(channels.line, ({ ports }, token: string) =>
  window.postMessage({ type: 'hookline-line', token }, window.location.origin, ports),
)
