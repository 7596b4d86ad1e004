import { z } from 'zod'
import { HooklineError } from '../../shared/contract/errors.ts'
import { resourceAddress } from '../../shared/contract/resources.ts'
import { shellEventSchema, type ShellBridge } from '../../shared/contract/shell.ts'
import { bridgeName, type LineArrives } from '../../shared/contract/shell-names.ts'
import type { Port } from '../../shared/channel.ts'
import { engineLine } from './engine-line.ts'
import type { Host, ShellCommand } from './host.ts'
import { connectionLost, type OpenLine } from './reconnecting.ts'

/** The bridge of the app, or null in a browser. */
export function shellBridge(): ShellBridge | null {
  return (window as { [bridgeName]?: ShellBridge })[bridgeName] ?? null
}

/** The world of a page in the app: the engine over a port of its own, files by their path. */
export function createShellHost(bridge: ShellBridge): Host {
  const line = engineLine(openLine(bridge))
  const commandListeners: ((command: ShellCommand) => void)[] = []
  bridge.onShellEvent((raw) => {
    const event = shellEventSchema.parse(raw)
    if (event.type === 'told') line.tell(event)
    else for (const listener of commandListeners) listener(event)
  })
  return {
    ...line,
    async addFile(file, { signal }) {
      const path = bridge.pathOf(file)
      if (path === '') throw hasNoPath(file)
      const { drafts, refused, alreadyHere } = await line.call(
        'addDrafts',
        { paths: [path], origin: 'file' },
        signal ? { signal } : {},
      )
      if (refused[0]) throw HooklineError.fromData(refused[0].error)
      const draft = drafts[0]!
      return { draft, wasHere: alreadyHere.includes(draft.id) }
    },
    addressOf: (resource) => bridge.mediaOrigin + resourceAddress(resource),
    chooseFolder: async (title) =>
      z
        .string()
        .nullable()
        .parse(await bridge.chooseFolder(title)),
    onShellCommand: (listener) => commandListeners.push(listener),
  }
}

/** The shell answers with a message to this window that carries the port. */
function openLine(bridge: ShellBridge): OpenLine {
  return (signal) =>
    new Promise((resolve, reject) => {
      const token = crypto.randomUUID()
      const arrive = ({ source, data, ports: [port] }: MessageEvent<Partial<LineArrives> | null>): void => {
        if (source !== window || data?.type !== 'hookline-line' || data.token !== token || !port) return
        window.removeEventListener('message', arrive)
        resolve(windowPort(port))
      }
      const giveUp = (): void => {
        window.removeEventListener('message', arrive)
        reject(connectionLost)
      }
      signal.addEventListener('abort', giveUp, { once: true })
      window.addEventListener('message', arrive)
      bridge.connect(token)
    })
}

/** A port of the page as one end of a line. Its `close` comes when the other side ends, however it ends. */
function windowPort(port: MessagePort): Port {
  return {
    post: (message) => port.postMessage(message),
    onMessage(listener) {
      port.addEventListener('message', ({ data }) => listener(data))
      port.start()
    },
    onClose: (listener) => port.addEventListener('close', () => listener(), { once: true }),
    close: () => port.close(),
  }
}

function hasNoPath(file: File): HooklineError {
  return new HooklineError(
    'file_unreadable',
    `“${file.name}” is no file of this computer.`,
    'Save it first, then drop it again.',
  )
}
