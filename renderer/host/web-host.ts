import { resourceAddress } from '../../shared/contract/resources.ts'
import { engineLine } from './engine-line.ts'
import type { Host } from './host.ts'
import { connectionLost, type OpenLine } from './reconnecting.ts'
import { socketPort } from './socket-port.ts'
import { sendFile } from './upload.ts'

/** The world of a page that a web server of Hookline served: the engine over a web socket, files over HTTP. */
export function createWebHost(origin: string): Host {
  const line = engineLine((signal) => openSocket(`${origin.replace(/^http/, 'ws')}/channel`, signal))
  window.addEventListener('online', line.tryNow)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') line.tryNow()
  })
  return {
    ...line,
    addFile: (file, options) => sendFile(origin, file, options),
    addressOf: (resource) => origin + resourceAddress(resource),
    chooseFolder: null,
    // A server's words come as events of the engine.
    onShellCommand: () => undefined,
  }
}

function openSocket(address: string, signal: AbortSignal): ReturnType<OpenLine> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address)
    const fail = (): void => {
      socket.close()
      reject(connectionLost)
    }
    signal.addEventListener('abort', fail, { once: true })
    socket.addEventListener('error', fail, { once: true })
    socket.addEventListener('close', fail, { once: true })
    socket.addEventListener(
      'open',
      () => {
        signal.removeEventListener('abort', fail)
        socket.removeEventListener('close', fail)
        resolve(socketPort(socket))
      },
      { once: true },
    )
  })
}
