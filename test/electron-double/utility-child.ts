import { EventEmitter } from 'node:events'
import { PortDouble, type Carrier } from './port.ts'
import { fromBytes, toBytes } from './structured-clone.ts'
import type { FromChild, ToChild } from './utility-messages.ts'

// Runs before the entry of a utility process: it gets a `parentPort`, and nothing of the child of Node that it is.

if (process.env.ELECTRON_DOUBLE_PACKAGED === '1') {
  Object.defineProperty(process, 'resourcesPath', { value: process.env.ELECTRON_DOUBLE_RESOURCES })
}
const send = process.send!.bind(process)
const tell = (message: FromChild): void => {
  if (process.connected) send(message, undefined, undefined, () => undefined)
}
const ports = new Map<string, PortDouble>()
const carrier: Carrier = {
  send: (end, message, carried) => tell({ kind: 'port', end, message, ports: carried }),
  close: (end) => tell({ kind: 'close', end }),
}

function take(end: string): PortDouble {
  const port = new PortDouble(end, carrier)
  ports.set(end, port)
  tell({ kind: 'took', end })
  return port
}

/** What comes before anybody listens waits, as in Electron. */
class ParentPortDouble extends EventEmitter {
  #waiting: { data: unknown; ports: PortDouble[] }[] = []

  postMessage(message: unknown): void {
    tell({ kind: 'parent', message: toBytes(message) })
  }
  receive(event: { data: unknown; ports: PortDouble[] }): void {
    if (this.listenerCount('message') > 0) this.emit('message', event)
    else this.#waiting.push(event)
  }
  override on(name: string, listener: (...args: unknown[]) => void): this {
    super.on(name, listener)
    if (name === 'message') {
      const waiting = this.#waiting.splice(0)
      setImmediate(() => {
        for (const event of waiting) this.emit('message', event)
      })
    }
    return this
  }
}

const parentPort = new ParentPortDouble()
process.on('message', (raw) => {
  const message = raw as ToChild
  switch (message.kind) {
    case 'parent':
      parentPort.receive({ data: fromBytes(message.message), ports: message.ports.map(take) })
      return
    case 'port':
      ports.get(message.end)?.receive(message.message, message.ports.map(take))
      return
    case 'ended':
      ports.get(message.end)?.ended()
      ports.delete(message.end)
  }
})
// Chromium takes its utility processes along when it ends.
process.on('disconnect', () => process.exit(1))
Object.defineProperty(process, 'parentPort', { value: parentPort })
Object.defineProperty(process, 'type', { value: 'utility' })
Object.defineProperty(process, 'send', { value: undefined })
