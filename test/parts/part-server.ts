import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { PartDescription } from '../../electron/parts/part-description.ts'

/** How the server behaves from now on. */
export interface Behaviour {
  /** Sends so many bytes of a file and then breaks the connection off. */
  breakAfter?: number
  /** Changes one byte of each file. */
  corrupt?: boolean
  /** Doesn't know ranges: sends all of it each time. */
  withoutRanges?: boolean
  /** Stops in the middle and stays silent. */
  silentAfter?: number
  status?: number
}

export interface PartServer {
  readonly description: PartDescription
  behave: Behaviour
  /** Each request: the file and from which byte. */
  readonly requests: { path: string; from: number }[]
  /** Bytes sent in all. */
  sentBytes(): number
  /** Waits until so many bytes were sent. */
  sent(bytes: number): Promise<void>
  close(): Promise<void>
}

/** Serves files over HTTP on this machine as a model's site does, with ranges, and as badly as is asked. */
export async function servePart(folder: string, paths: readonly string[]): Promise<PartServer> {
  const files = new Map(paths.map((path) => [`/${path}`, readFileSync(join(folder, path))]))
  const requests: PartServer['requests'] = []
  const state = { behave: {} as Behaviour, sent: 0 }
  const server = createServer((request, response) => {
    const content = files.get(request.url ?? '')
    const { behave } = state
    const asked = behave.withoutRanges ? null : /^bytes=(\d+)-$/.exec(request.headers.range ?? '')
    const from = asked ? Number(asked[1]) : 0
    requests.push({ path: (request.url ?? '').slice(1), from })
    if (!content || behave.status) {
      response.writeHead(behave.status ?? 404).end()
      return
    }
    const body = Buffer.from(content)
    if (behave.corrupt) body[body.length - 1]! ^= 1
    response.writeHead(asked ? 206 : 200, {
      'content-length': body.length - from,
      ...(asked && { 'content-range': `bytes ${from}-${body.length - 1}/${body.length}` }),
    })
    send(response, body.subarray(from), behave)
  })

  function send(response: ServerResponse, body: Buffer, { breakAfter, silentAfter }: Behaviour): void {
    const limit = breakAfter ?? silentAfter ?? Infinity
    const part = body.subarray(0, limit)
    state.sent += part.length
    if (part.length === body.length) response.end(part)
    else response.write(part, () => breakAfter !== undefined && setTimeout(() => response.destroy(), 20))
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    description: {
      id: 'speech-recognition',
      ...{ name: 'Stand-in', purpose: 'Tests.', model: 'a stand-in', languages: ['de'] },
      licence: { name: 'MIT', url: 'https://example.org/licence', note: '' },
      source: { name: 'test', url: 'https://example.org', revision: 'r1' },
      files: [...files].map(([path, content]) => ({
        path: path.slice(1),
        url: `http://127.0.0.1:${port}${path}`,
        sizeBytes: content.length,
        sha256: createHash('sha256').update(content).digest('hex'),
      })),
    },
    get behave() {
      return state.behave
    },
    set behave(next) {
      state.behave = next
    },
    requests,
    sentBytes: () => state.sent,
    async sent(bytes) {
      while (state.sent < bytes) await new Promise((resolve) => setTimeout(resolve, 5))
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
