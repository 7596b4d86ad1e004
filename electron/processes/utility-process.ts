import { HooklineError } from '../../shared/contract/errors.ts'
import type { Port } from '../../shared/channel.ts'
import type { ExitReason, Launcher, OwnProcess, Secrets } from './launcher.ts'
import { comingPort, linePort, type ElectronPort, type ToBroker, type ToUtility } from './utility-messages.ts'

/** `process.parentPort` of a utility process. */
export interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown; ports: ElectronPort[] }) => void): unknown
  postMessage(message: unknown): void
}

interface AskedProcess {
  arrive: (port: Port, pid: number | undefined) => void
  exit: (reason: ExitReason) => void
}

/** This process as a utility process of the app: the shell starts processes and keeps secrets for it. */
export function utilityProcess(parent: ParentPort): OwnProcess {
  const starter = comingPort()
  const pages: Port[] = []
  const pageListeners: ((port: Port) => void)[] = []
  const processes = new Map<number, AskedProcess>()
  const answers = new Map<number, PromiseWithResolvers<string | Uint8Array>>()
  let nextId = 1
  const ask = (message: ToBroker): void => parent.postMessage(message)

  parent.on('message', ({ data, ports: [port] }) => {
    const message = data as ToUtility
    switch (message.type) {
      case 'line':
        if (message.from === 'starter') starter.arrive(linePort(port!))
        else if (pageListeners.length === 0) pages.push(linePort(port!))
        else for (const listener of pageListeners) listener(linePort(port!))
        return
      case 'started':
        processes.get(message.id)?.arrive(linePort(port!), message.pid)
        return
      case 'exited':
        processes.get(message.id)?.exit(message.reason)
        processes.delete(message.id)
        return
      case 'answer':
        answers.get(message.id)?.resolve(message.answer)
        answers.delete(message.id)
        return
      case 'refusal':
        answers.get(message.id)?.reject(HooklineError.fromData(message.error))
        answers.delete(message.id)
    }
  })

  const launcher: Launcher = {
    start(name, args) {
      if (name === 'engine') throw new Error(`The engine starts no ${name}.`)
      const id = nextId++
      const { port, arrive, lost } = comingPort()
      const { promise: exited, resolve } = Promise.withResolvers<ExitReason>()
      const launched = {
        pid: undefined as number | undefined,
        port,
        kill: () => ask({ type: 'kill', id }),
        exited,
      }
      processes.set(id, {
        arrive(line, pid) {
          launched.pid = pid
          arrive(line)
        },
        exit(reason) {
          lost()
          resolve(reason)
        },
      })
      ask({ type: 'start', id, name, args: [...args] })
      return launched
    },
  }

  function answerTo(message: (id: number) => ToBroker): Promise<string | Uint8Array> {
    const id = nextId++
    const answer = Promise.withResolvers<string | Uint8Array>()
    answers.set(id, answer)
    ask(message(id))
    return answer.promise
  }
  const secrets: Secrets = {
    encrypt: async (text) => (await answerTo((id) => ({ type: 'encrypt', id, text }))) as Uint8Array,
    decrypt: async (sealed) =>
      (await answerTo((id) => ({ type: 'decrypt', id, sealed: new Uint8Array(sealed) }))) as string,
  }

  return {
    port: starter.port,
    launcher,
    secrets,
    onPage(listener) {
      pageListeners.push(listener)
      for (const port of pages.splice(0)) listener(port)
    },
  }
}
