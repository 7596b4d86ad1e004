import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { channels } from './channels.ts'
import { bridgeName, lineArrives, mediaOrigin } from '../../shared/contract/shell-names.ts'
import type { ShellBridge } from '../../shared/contract/shell.ts'

/** The page's window, of which a preload has the same as the page. */
declare const window: {
  location: { origin: string }
  postMessage(message: string, targetOrigin: string, transfer: unknown[]): void
}

/** All that the page sees of the app. */
const bridge: ShellBridge = {
  mediaOrigin,
  connect: () => ipcRenderer.send(channels.connect),
  pathOf: (file) => webUtils.getPathForFile(file),
  onShellEvent(listener) {
    ipcRenderer.on(channels.shellEvent, (_, event: unknown) => listener(event))
  },
}
contextBridge.exposeInMainWorld(bridgeName, bridge)

// A port can't cross the bridge; the window is common to both sides of it.
ipcRenderer.on(channels.line, ({ ports }) => window.postMessage(lineArrives, window.location.origin, ports))
