import { MessageChannelMain, type UtilityProcess } from 'electron'
import { errorToData } from '../../shared/contract/errors.ts'
import type { Secrets } from '../processes/launcher.ts'
import { toBrokerSchema, type ToBroker, type ToUtility } from '../processes/utility-messages.ts'
import type { ForkedProcess } from './utility-launcher.ts'

/** What an engine may have started. */
type StartedProcess = Extract<ToBroker, { type: 'start' }>['name']

/**
 * Does for an engine what only the shell can: starts workers and hands it their ports, and keeps secrets. Workers end
 * with their engine: the line to it closes.
 */
export function serveBroker(
  engine: UtilityProcess,
  fork: (name: StartedProcess, args: readonly string[]) => ForkedProcess,
  secrets: Secrets,
): void {
  const workers = new Map<number, ForkedProcess>()
  const tell = (message: ToUtility, ports: Electron.MessagePortMain[] = []): void =>
    engine.postMessage(message, ports)

  function start(id: number, name: StartedProcess, args: readonly string[]): void {
    const worker = fork(name, args)
    workers.set(id, worker)
    const { port1, port2 } = new MessageChannelMain()
    worker.process.postMessage({ type: 'line', from: 'starter' } satisfies ToUtility, [port1])
    worker.process.once('spawn', () => tell({ type: 'started', id, pid: worker.process.pid }, [port2]))
    void worker.exited.then((reason) => {
      workers.delete(id)
      tell({ type: 'exited', id, reason })
    })
  }

  function answer(id: number, asked: Promise<string | Uint8Array>): void {
    asked.then(
      (given) => tell({ type: 'answer', id, answer: given }),
      (thrown: unknown) => tell({ type: 'refusal', id, error: errorToData(thrown) }),
    )
  }

  engine.on('message', (raw: unknown) => {
    const message = toBrokerSchema.parse(raw)
    switch (message.type) {
      case 'start':
        start(message.id, message.name, message.args)
        return
      case 'kill':
        workers.get(message.id)?.kill()
        return
      case 'encrypt':
        answer(message.id, secrets.encrypt(message.text))
        return
      case 'decrypt':
        answer(message.id, secrets.decrypt(message.sealed))
    }
  })
}
