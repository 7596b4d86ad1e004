import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { CallEvent, CallName } from '../../../shared/contract/calls.ts'
import { isOffered, routes } from '../../../shared/contract/routes.ts'
import type { EngineConnection } from '../engine-connection.ts'
import { answerWithEvents } from './event-stream.ts'
import { inputReader } from './route-input.ts'
import { whileConnected } from './while-connected.ts'

/** Serves the calls of the contract as REST, and the document that describes them. */
export function serveRest(app: FastifyInstance, engine: EngineConnection, version: string): void {
  for (const [key, route] of Object.entries(routes)) {
    if (!isOffered(route)) continue
    const name = key as CallName
    let read: ReturnType<typeof inputReader> | undefined // made at the first request: the server starts sooner
    app.route({
      method: route.method,
      url: route.path.replace(/\{(\w+)\}/g, ':$1'),
      handler: async (request, reply) => {
        read ??= inputReader(name, route)
        const input = read(request)
        const signal = whileConnected(reply)
        const call = (onEvent?: (event: CallEvent) => void): Promise<unknown> =>
          engine.call(name, input as never, onEvent ? { signal, onEvent } : { signal })
        return wantsEvents(request) ? answerWithEvents(reply, call) : answer(reply, await call())
      },
    })
  }

  app.get('/api/openapi.json', async (_request, reply) => {
    const { openApiDocument } = await import('./openapi.ts')
    return answer(reply, openApiDocument(version))
  })
}

function wantsEvents({ headers }: FastifyRequest): boolean {
  return (headers.accept ?? '').includes('text/event-stream')
}

function answer(reply: FastifyReply, output: unknown): FastifyReply {
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(output))
}
