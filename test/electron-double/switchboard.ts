import { randomUUID } from 'node:crypto'
import { PortDouble, type Carrier } from './port.ts'

/** Where an end of a channel is: here, in a child process, or in a page. */
export interface Place {
  deliver(end: string, message: Uint8Array, ports: string[]): void
  ended(end: string): void
}

interface End {
  peer: string
  /** Null while it travels: what comes meanwhile waits. */
  place: Place | null
  waiting: { message: Uint8Array; ports: string[] }[]
}

/** All channels of the app: they meet in the main process, wherever their ends are. */
const ends = new Map<string, End>()

export const switchboard: Carrier & {
  makeChannel(): { port1: PortDouble; port2: PortDouble }
  /** An end has come to where it is used from now on. */
  settle(end: string, place: Place): void
  /** Everything that lies there ends: a process or a page is gone. */
  leave(place: Place): void
} = {
  makeChannel() {
    const [a, b] = [randomUUID(), randomUUID()]
    ends.set(a, { peer: b, place: null, waiting: [] })
    ends.set(b, { peer: a, place: null, waiting: [] })
    return { port1: here.take(a), port2: here.take(b) }
  },
  send(from, message, ports) {
    for (const port of ports) unsettle(port)
    const peer = ends.get(ends.get(from)?.peer ?? '')
    if (!peer) return
    if (peer.place) peer.place.deliver(ends.get(from)!.peer, message, ports)
    else peer.waiting.push({ message, ports })
  },
  close(end) {
    const known = ends.get(end)
    if (!known) return
    const other = ends.get(known.peer)
    ends.delete(end)
    ends.delete(known.peer)
    // After the messages that were sent before it.
    setImmediate(() => {
      known.place?.ended(end)
      other?.place?.ended(known.peer)
    })
  },
  settle(end, place) {
    const known = ends.get(end)
    if (!known) {
      setImmediate(() => place.ended(end)) // its other side ended while it travelled
      return
    }
    known.place = place
    for (const { message, ports } of known.waiting.splice(0)) place.deliver(end, message, ports)
  },
  leave(place) {
    for (const [end, known] of ends) if (known.place === place) switchboard.close(end)
  },
}

/** An end is on its way to another place. */
export function unsettle(end: string): void {
  const known = ends.get(end)
  if (known) known.place = null
}

const ports = new Map<string, PortDouble>()

/** The main process as a place. */
export const here = {
  take(end: string): PortDouble {
    const port = new PortDouble(end, switchboard)
    ports.set(end, port)
    switchboard.settle(end, here)
    return port
  },
  deliver(end: string, message: Uint8Array, carried: string[]): void {
    // As in Electron, never in the same turn in which it was sent.
    setImmediate(() =>
      ports.get(end)?.receive(
        message,
        carried.map((one) => here.take(one)),
      ),
    )
  },
  ended(end: string): void {
    ports.get(end)?.ended()
    ports.delete(end)
  },
}
