import fastifyWebsocket from '@fastify/websocket'
import fastify from 'fastify'
import { HooklineError } from '../../../shared/contract/errors.ts'
import type { EngineConnection } from '../engine-connection.ts'
import { serveMedia } from './media.ts'
import { checkAccess } from './access.ts'
import { servePageChannel } from './page-channel.ts'
import { servePageFiles } from './page-files.ts'
import { serveRest } from './rest.ts'
import { setSecurityHeaders } from './security-headers.ts'
import { serveUploads } from './uploads.ts'
import { answerError, WebError } from './web-error.ts'

export interface WebServerOptions {
  engine: EngineConnection
  /** What the build made of renderer/. */
  pageFolder: string
  libraryFolder: string
  /** Of Hookline. */
  version: string
  token: string
  /** 0: any that is free. */
  port: number
}

export interface WebServer {
  port: number
  /** Ends connections and requests; half-sent uploads leave nothing. */
  close(): Promise<void>
}

const longestMessageBytes = 8 << 20

/**
 * Serves the page and the engine's calls on this machine only.
 *
 * @throws HooklineError `port_taken`
 */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  const { engine, pageFolder, libraryFolder, version, token, port } = options
  const app = fastify({ forceCloseConnections: true, routerOptions: { maxParamLength: 200 } })
  app.removeContentTypeParser('text/plain')
  app.setErrorHandler(answerError)
  app.setNotFoundHandler((request) => {
    throw new WebError(404, 'usage', `There is nothing at ${request.method} ${request.url.split('?')[0]!}.`)
  })
  // Before the check of access: it marks upgrades, and ends the sockets of those that are refused.
  await app.register(fastifyWebsocket, { options: { maxPayload: longestMessageBytes } })
  app.addHook('onRequest', (request, reply, done) => {
    setSecurityHeaders(reply, request.raw.socket.localPort ?? 0)
    checkAccess(request, token)
    done()
  })
  servePageChannel(app, engine)
  serveRest(app, engine, version)
  await serveMedia(app, engine)
  await serveUploads(app, { libraryFolder, engine })
  await servePageFiles(app, pageFolder, token)
  try {
    await app.listen({ host: '127.0.0.1', port })
  } catch (thrown) {
    await app.close()
    throw portError(thrown, port)
  }
  const address = app.server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return { port: address.port, close: () => app.close() }
}

function portError(thrown: unknown, port: number): unknown {
  switch ((thrown as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new HooklineError(
        'port_taken',
        `Port ${port} is taken by another program.`,
        'Choose another with --port, or leave it out: any free one is taken.',
        { cause: thrown },
      )
    case 'EACCES':
      return new HooklineError(
        'port_taken',
        `This system doesn't give port ${port} to you.`,
        'Choose one above 1023 with --port, or leave it out: any free one is taken.',
        { cause: thrown },
      )
    default:
      return thrown
  }
}
