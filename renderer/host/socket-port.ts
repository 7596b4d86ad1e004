import type { Port } from '../../shared/channel.ts'

/** A web socket as one end of a line; messages travel as JSON, so only plain data crosses. */
export function socketPort(socket: WebSocket): Port {
  return {
    post: (message) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
    },
    onMessage: (listener) =>
      socket.addEventListener('message', ({ data }) => listener(JSON.parse(String(data)))),
    onClose: (listener) => socket.addEventListener('close', () => listener(), { once: true }),
    close: () => socket.close(),
  }
}
