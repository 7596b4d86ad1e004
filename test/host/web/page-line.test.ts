import { once } from 'node:events'
import { createServer, connect, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { WebSocket as ServerSocket } from '@fastify/websocket'
import { WebSocket, WebSocketServer } from 'ws'
import { pageLine } from '../../../electron/host/web/page-line.ts'
import type { Port } from '../../../shared/channel.ts'
import { eventually } from '../hookline.ts'

/** A line to a page whose side of the connection can be held, as a frozen tab holds it. */
async function lineToSlowPage(): Promise<{
  line: Port
  socket: ServerSocket
  received: unknown[]
  hold: (isHeld: boolean) => void
  end: () => void
}> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  // A relay in between, which stops reading.
  const towardsServer: Socket[] = []
  const relay = createServer((near) => {
    const far = connect(port, '127.0.0.1')
    towardsServer.push(far)
    near.pipe(far)
    far.pipe(near)
    far.on('error', () => near.destroy())
    near.on('error', () => far.destroy())
  }).listen(0, '127.0.0.1')
  await once(relay, 'listening')
  const accepted = once(server, 'connection')
  const page = new WebSocket(`ws://127.0.0.1:${(relay.address() as { port: number }).port}`)
  const received: unknown[] = []
  page.on('message', (data: Buffer) => received.push(JSON.parse(data.toString())))
  page.on('error', () => undefined)
  const [socket] = (await accepted) as [ServerSocket]
  await eventually(() => page.readyState === WebSocket.OPEN)
  return {
    line: pageLine(socket),
    socket,
    received,
    hold(isHeld) {
      for (const far of towardsServer) {
        if (isHeld) far.pause()
        else far.resume()
      }
    },
    end() {
      page.terminate()
      socket.terminate()
      relay.close()
      server.close()
    },
  }
}

const padding = 'x'.repeat(10_000)
const draftEvent = (id: string, turn: number): unknown => ({
  type: 'notice',
  name: 'event',
  data: { type: 'draft', draft: { id, turn, padding } },
})

describe('a line to a page that reads slowly', () => {
  let end = (): void => undefined
  afterEach(() => end())

  it('stays bounded, drops progress, and brings the last state of everything once the page reads on', async () => {
    const page = await lineToSlowPage()
    end = page.end
    page.hold(true)
    for (let turn = 0; turn < 20_000; turn++) {
      page.line.post(draftEvent(`draft ${turn % 10}`, turn))
      page.line.post({ type: 'event', id: 1, event: { type: 'progress', progress: { turn, padding } } })
    }
    page.line.post({ type: 'notice', name: 'event', data: { type: 'draft-gone', id: 'draft 0' } })
    page.line.post({ type: 'notice', name: 'event', data: { type: 'told', sentence: 'first' } })
    page.line.post({ type: 'notice', name: 'event', data: { type: 'told', sentence: 'second' } })
    page.line.post({ type: 'result', id: 1, output: 'done' })
    // 400 MB were said; what waits is little more than the limit.
    expect(page.socket.bufferedAmount).toBeLessThan(2 << 20)

    page.hold(false)
    await eventually(() => page.received.some((message) => JSON.stringify(message).includes('second')))
    const last = new Map<string, unknown>()
    for (const raw of page.received) {
      const { data } = raw as { data?: { type: string; id?: string; draft?: { id: string; turn: number } } }
      if (data?.draft) last.set(data.draft.id, data.draft.turn)
      if (data?.type === 'draft-gone') last.set(data.id!, 'gone')
    }
    expect([...last].toSorted()).toEqual([
      ['draft 0', 'gone'],
      ...Array.from({ length: 9 }, (_, index) => [`draft ${index + 1}`, 19_991 + index]),
    ])
    const texts = page.received.map((message) => JSON.stringify(message))
    expect(texts.filter((text) => text.includes('"told"')).length).toBe(2)
    expect(texts).toContain('{"type":"result","id":1,"output":"done"}')
    expect(texts.filter((text) => text.includes('"progress"')).length).toBeLessThan(2_000)
  })

  it('brings everything, in order, to a page that keeps up', async () => {
    const page = await lineToSlowPage()
    end = page.end
    for (let turn = 0; turn < 50; turn++) page.line.post(draftEvent('one', turn))
    await eventually(() => page.received.length === 50)
    const turns = page.received.map(
      (message) => (message as { data: { draft: { turn: number } } }).data.draft.turn,
    )
    expect(turns).toEqual(Array.from({ length: 50 }, (_, turn) => turn))
  })

  it('lets go of a page that asks for ever more and reads nothing', async () => {
    const page = await lineToSlowPage()
    end = page.end
    page.hold(true)
    const output = 'x'.repeat(1 << 20)
    for (let id = 0; id < 200 && page.socket.readyState === WebSocket.OPEN; id++) {
      page.line.post({ type: 'result', id, output })
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(page.socket.readyState).not.toBe(WebSocket.OPEN)
  })
})
