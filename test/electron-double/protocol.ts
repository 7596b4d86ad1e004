import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import type { CustomScheme, Protocol } from 'electron'
import { app } from './app.ts'
import { addresses, type Addresses } from './addresses.ts'

type Handler = (request: Request) => Response | Promise<Response>

const handlers = new Map<string, Handler>()
const standard = new Set<string>()
const privileged = new Map<string, CustomScheme['privileges']>()

export const protocol = {
  registerSchemesAsPrivileged(schemes: CustomScheme[]): void {
    if (app.isReady())
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    for (const { scheme, privileges } of schemes) {
      privileged.set(scheme, privileges)
      if (privileges?.standard) standard.add(scheme)
    }
  },
  handle(scheme: string, handler: Handler): void {
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    handlers.set(scheme, handler)
  },
  isProtocolHandled: (scheme: string) => handlers.has(scheme),
  unhandle(scheme: string): void {
    if (!handlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`)
  },
} satisfies Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle' | 'isProtocolHandled' | 'unhandle'>

let server: Promise<{ server: Server; addresses: Addresses }> | null = null

/** Serves the handled schemes to the browser; starts with the first page. */
export function schemeServer(): Promise<{ server: Server; addresses: Addresses }> {
  server ??= new Promise((resolve) => {
    const started = createServer((request, response) => {
      void resolved.promise.then((known) => answer(request, response, known))
    })
    const resolved = Promise.withResolvers<Addresses>()
    started.listen(0, '127.0.0.1', () => {
      const { port } = started.address() as { port: number }
      const known = addresses(port, standard)
      resolved.resolve(known)
      resolve({ server: started, addresses: known })
    })
  })
  return server
}

/** What a scheme's handler answers, without the browser. */
export async function answerOf(address: string): Promise<Response> {
  const handler = handlers.get(address.slice(0, address.indexOf(':')))
  if (!handler) throw new Error(`net::ERR_UNKNOWN_URL_SCHEME ${address}`)
  return handler(new Request(address))
}

async function answer(request: IncomingMessage, response: ServerResponse, known: Addresses): Promise<void> {
  const address = known.fromBrowser(`http://${request.headers.host ?? ''}${request.url ?? ''}`)
  const handler = handlers.get(address.slice(0, address.indexOf(':')))
  if (!handler) {
    response.writeHead(502).end()
    return
  }
  try {
    const headers = new Headers()
    for (const [name, value] of Object.entries(request.headers)) {
      if (!['host', 'connection', 'cookie'].includes(name))
        headers.set(name, known.fromBrowser(String(value)))
    }
    const answered = await handler(new Request(address, { method: request.method ?? 'GET', headers }))
    const sent: Record<string, string> = {}
    for (const [name, value] of answered.headers) sent[name] = known.headerToBrowser(value)
    response.writeHead(answered.status, sent)
    if (!answered.body) response.end()
    else {
      const body = Readable.from(answered.body)
      body.on('error', () => response.destroy())
      response.on('close', () => body.destroy())
      body.pipe(response)
    }
  } catch (thrown) {
    console.error(thrown)
    response.destroy() // net::ERR_UNEXPECTED in Electron
  }
}
