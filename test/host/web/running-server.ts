import { request as httpRequest, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import type { CallName, CallOutput } from '../../../shared/contract/calls.ts'
import type { Draft } from '../../../shared/contract/drafts.ts'
import type { EngineEvent } from '../../../shared/contract/engine-events.ts'
import { distinctCopies } from '../../distinct-copies.ts'
import { descendantsOf, eventually, startHookline, type RunningCommand } from '../hookline.ts'

export const sample = join(import.meta.dirname, '..', '..', '..', 'resources', 'sample', 'sample.mp4')

/** What fetch sends. */
export type Body = NonNullable<RequestInit['body']>

/** Copies of the sample of which each is measured anew. */
export function sampleCopies(folder: string): { next(): string } {
  return distinctCopies(sample, folder)
}

export interface ServerUnderTest {
  address: string
  origin: string
  port: number
  token: string
  pid: number
  command: RunningCommand
  /** A request with the token, as a program sends it. */
  ask(path: string, init?: RequestInit): Promise<Response>
  /** A JSON answer of the REST host. */
  json<Name extends CallName>(name: Name, path: string, init?: RequestInit): Promise<CallOutput<Name>>
  upload(name: string, body: Body): Promise<Response>
  /** Ends it as Ctrl-C does. */
  stop(): Promise<void>
}

/** Starts the built server, as a person would, and waits until it says where it is. */
export async function startServer(
  library: string,
  args: readonly string[] = ['serve'],
  { env = {}, through = [] }: { env?: NodeJS.ProcessEnv; through?: readonly string[] } = {},
): Promise<ServerUnderTest> {
  const command = startHookline(
    [...args, '--json', '--library', library],
    { HOOKLINE_NO_BROWSER: '1', ...env },
    through,
  )
  let printed = ''
  command.child.stdout!.on('data', (text: string) => (printed += text))
  await eventually(() => printed.includes('\n') || command.child.exitCode !== null)
  if (command.child.exitCode !== null)
    throw new Error(`it ended: ${(await command.finished).stderr}${printed}`)
  const told = JSON.parse(printed) as { address: string; port: number; token: string; pid: number }
  const origin = `http://127.0.0.1:${told.port}`
  const ask = (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers)
    headers.set('authorization', `Bearer ${told.token}`)
    if (typeof init.body === 'string') headers.set('content-type', 'application/json')
    return fetch(origin + path, { ...init, headers })
  }
  return {
    ...told,
    origin,
    command,
    ask,
    async json(_name, path, init) {
      const answer = await ask(path, init)
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`)
      return JSON.parse(text) as never
    },
    upload: (name, body) =>
      fetch(`${origin}/upload?name=${encodeURIComponent(name)}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${told.token}`, 'content-type': 'application/octet-stream' },
        body,
        duplex: 'half',
      }),
    async stop() {
      command.child.kill('SIGINT')
      await command.finished
    },
  }
}

export interface RawAnswer {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

/** A request with exactly these headers: fetch sets some by itself and forbids others. */
export function rawRequest(
  port: number,
  path: string,
  headers: OutgoingHttpHeaders,
  method = 'GET',
  body = '',
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port, path, method, headers, agent: false },
      (answer) => {
        let text = ''
        answer.setEncoding('latin1').on('data', (part: string) => (text += part))
        answer.on('end', () => resolve({ status: answer.statusCode!, headers: answer.headers, body: text }))
      },
    )
    request.on('error', reject)
    request.end(body)
  })
}

export interface PageUnderTest {
  socket: WebSocket
  events: EngineEvent[]
  messages: {
    type: string
    id?: number
    output?: unknown
    error?: { code: string }
    event?: { type: string }
  }[]
  send(message: unknown): void
  call<Name extends CallName>(name: Name, input: unknown): Promise<CallOutput<Name>>
}

/** Opens the channel as a page does, or fails with the status of the refusal. */
export function openChannel(port: number, headers: Record<string, string>): Promise<PageUnderTest> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/channel`, { headers })
  const events: EngineEvent[] = []
  const messages: PageUnderTest['messages'] = []
  let lastId = 1000
  const send = (message: unknown): void => socket.send(JSON.stringify(message))
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as PageUnderTest['messages'][number] & { data?: EngineEvent }
    messages.push(message)
    if (message.type === 'notice') events.push(message.data!)
  })
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.once('open', () => {
      resolve({
        socket,
        events,
        messages,
        send,
        async call(name, input) {
          const id = ++lastId
          send({ type: 'call', id, name, input })
          const answer = await eventually(() =>
            messages.find((message) => message.id === id && message.type !== 'event'),
          )
          if (answer.type === 'failure') throw new Error(answer.error!.code)
          return answer.output as never
        },
      })
    })
  })
}

/** The pid of the engine of a server. */
export function enginePid(server: ServerUnderTest): number {
  return descendantsOf(server.pid).find(({ commandLine }) => commandLine.includes('engine.js'))!.pid
}

/** Waits until a draft is measured, or has failed. */
export async function settled(server: ServerUnderTest, id: string): Promise<Draft> {
  for (;;) {
    const draft = await server.json('draft', `/api/drafts/${id}`)
    if (draft.state !== 'waiting' && draft.state !== 'measuring') return draft
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
