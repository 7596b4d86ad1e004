import type { WebSocket } from '@fastify/websocket'
import type { Port } from '../../../shared/channel.ts'
import type { EngineEvent } from '../../../shared/contract/engine-events.ts'
import { fromPageSchema } from '../../../shared/page-messages.ts'

/** A page that lets more than this wait is slow: it gets the latest state of each thing and no progress. */
const slowFromBytes = 1 << 20
/** A page that lets more than this wait is let go; it connects again and reads anew. */
const lostFromBytes = 64 << 20

type ToPage =
  | { type: 'event'; event: { type: string } }
  | { type: 'notice'; name: string; data: unknown }
  | { type: 'result' | 'failure' }

/**
 * The server's end of a line to a page: messages as JSON over a web socket. What a slow page has not read yet stays
 * bounded: progress is dropped, of what changes again and again the latest waits.
 */
export function pageLine(socket: WebSocket): Port {
  /** By what it is about, in the order in which it changed last. */
  const held = new Map<string, ToPage>()

  function isSlow(): boolean {
    return socket.bufferedAmount > slowFromBytes
  }

  function send(message: unknown): void {
    if (socket.readyState !== socket.OPEN) return
    if (socket.bufferedAmount > lostFromBytes) {
      socket.terminate()
      return
    }
    socket.send(JSON.stringify(message), () => flush())
  }

  function flush(): void {
    for (const [subject, message] of held) {
      if (isSlow()) return
      held.delete(subject)
      send(message)
    }
  }

  return {
    post(raw) {
      const message = raw as ToPage
      if (!isSlow() && held.size === 0) {
        send(message)
        return
      }
      if (message.type === 'event' && message.event.type === 'progress') return
      if (message.type !== 'notice') {
        send(message)
        return
      }
      const subject = subjectOf(message.data as EngineEvent)
      held.delete(subject)
      held.set(subject, message)
      flush()
    },
    onMessage(listener) {
      socket.on('message', (data, isBinary) => {
        const message = isBinary ? null : parse((data as Buffer).toString())
        if (message) listener(message)
        else socket.close(1007, 'not a message of the channel')
      })
    },
    onClose: (listener) => socket.once('close', () => listener()),
    close: () => socket.close(1001),
  }
}

function parse(text: string): unknown {
  try {
    return fromPageSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null // no JSON: answered as any other message that doesn't fit
  }
}

/** A later event with the same subject makes an earlier one needless. */
function subjectOf(event: EngineEvent): string {
  switch (event.type) {
    case 'draft':
      return `draft ${event.draft.id}`
    case 'draft-gone':
      return `draft ${event.id}`
    case 'provisional':
      return `provisional ${event.id}`
    case 'part':
      return `part ${event.part.id}`
    case 'told':
    case 'model-alert':
      return `told ${event.sentence}`
    case 'settings':
    case 'history-changed':
    case 'models-changed':
    case 'library-changed':
      return event.type
  }
}
