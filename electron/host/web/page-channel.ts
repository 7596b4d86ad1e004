import type { WebSocket } from '@fastify/websocket'
import type { FastifyInstance } from 'fastify'
import { answerThrough, type Answering } from '../../../shared/channel.ts'
import { calls, type CallName } from '../../../shared/contract/calls.ts'
import { HooklineError } from '../../../shared/contract/errors.ts'
import type { EngineConnection } from '../engine-connection.ts'
import { pageLine } from './page-line.ts'

/** A page that hasn't answered from one beat to the next is gone, whatever its connection says. */
const usualHeartbeatMs = 15_000

/** Serves `/channel`: each page asks the engine over its own line, all pages hear what the engine tells. */
export function servePageChannel(
  app: FastifyInstance,
  engine: Pick<EngineConnection, 'call' | 'onEvent'>,
  heartbeatMs = usualHeartbeatMs,
): void {
  const pages = new Map<WebSocket, Answering>()
  const heard = new WeakSet<WebSocket>()

  const stopListening = engine.onEvent((event) => {
    for (const answering of pages.values()) answering.notify('event', event)
  })
  const heartbeat = setInterval(() => {
    for (const socket of pages.keys()) {
      if (!heard.delete(socket)) socket.terminate()
      else socket.ping()
    }
  }, heartbeatMs)
  app.addHook('preClose', (done) => {
    clearInterval(heartbeat)
    stopListening()
    done()
  })

  app.get('/channel', { websocket: true }, (socket) => {
    const line = pageLine(socket)
    const answering = answerThrough(line, (name, input, { signal, emit }) => {
      if (!Object.hasOwn(calls, name)) throw new HooklineError('usage', `There is no call ${name}.`)
      return engine.call(name as CallName, input as never, { signal, onEvent: emit })
    })
    pages.set(socket, answering)
    heard.add(socket)
    socket.on('pong', () => heard.add(socket))
    // What a page asked for itself ends with it; drafts in the queue belong to the library and go on.
    line.onClose(() => {
      pages.delete(socket)
      answering.abortAll()
    })
  })
}
