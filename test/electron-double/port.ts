import { EventEmitter } from 'node:events'
import type { MessagePortMain } from 'electron'
import { fromBytes, toBytes } from './structured-clone.ts'

/** How a port reaches whoever carries messages: the switchboard itself, or from another process the way to it. */
export interface Carrier {
  send(from: string, message: Uint8Array, ports: string[]): void
  close(end: string): void
}

/** A port of Electron outside of the page. Messages wait for `start`; the end of either side is told to both by `close`. */
export class PortDouble
  extends EventEmitter
  implements Pick<MessagePortMain, 'postMessage' | 'start' | 'close'>
{
  readonly end: string
  readonly #carrier: Carrier
  #state: 'waits' | 'started' | 'given away' | 'closed' = 'waits'
  #queue: { message: Uint8Array; ports: PortDouble[] }[] = []

  constructor(end: string, carrier: Carrier) {
    super()
    this.end = end
    this.#carrier = carrier
  }

  postMessage(message: unknown, transfer: readonly (MessagePortMain | PortDouble)[] = []): void {
    if (this.#state === 'closed' || this.#state === 'given away') return
    const bytes = toBytes(message)
    this.#carrier.send(this.end, bytes, giveAway(transfer, this))
  }

  start(): void {
    if (this.#state !== 'waits') return
    this.#state = 'started'
    for (const { message, ports } of this.#queue.splice(0)) this.#emit(message, ports)
  }

  close(): void {
    if (this.#state === 'closed' || this.#state === 'given away') return
    this.#carrier.close(this.end)
  }

  /** @returns what stands for it on its way. Electron says the same of a port that was given away before. */
  giveAway(index: number): string {
    if (this.#state === 'given away') throw new Error(`Port at index ${index} is already neutered.`)
    this.#state = 'given away'
    return this.end
  }

  /** A message has come. */
  receive(message: Uint8Array, ports: PortDouble[]): void {
    if (this.#state === 'started') this.#emit(message, ports)
    else if (this.#state === 'waits') this.#queue.push({ message, ports })
  }

  /** One side has ended. */
  ended(): void {
    if (this.#state === 'closed') return
    this.#state = 'closed'
    this.emit('close')
  }

  #emit(message: Uint8Array, ports: PortDouble[]): void {
    this.emit('message', { data: fromBytes(message), ports })
  }
}

/** What stands for ports that are handed over with a message. */
export function giveAway(
  transfer: readonly (MessagePortMain | PortDouble)[],
  source: PortDouble | null = null,
): string[] {
  return transfer.map((port, index) => {
    if (!(port instanceof PortDouble)) throw new TypeError('Invalid value for transfer')
    if (port === source) throw new Error(`Port at index ${index} contains the source port.`)
    return port.giveAway(index)
  })
}
