import fastifyWebsocket from '@fastify/websocket'
import fastify from 'fastify'
import { expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { servePageChannel } from '../../../electron/host/web/page-channel.ts'
import { eventually } from '../hookline.ts'

/** A laptop that slept, or a tab that froze, leaves connections that look open and are filled for ever. */
it('lets go of a page that no longer answers, and of no other', async () => {
  const app = fastify()
  await app.register(fastifyWebsocket)
  let aborted = false
  servePageChannel(
    app,
    {
      onEvent: () => () => undefined,
      call: (_name, _input, { signal } = {}) =>
        new Promise((_, reject) => {
          signal?.addEventListener('abort', () => {
            aborted = true
            reject(new Error('aborted'))
          })
        }),
    },
    200,
  )
  const address = `${await app.listen({ host: '127.0.0.1', port: 0 })}/channel`.replace('http', 'ws')
  const frozen = new WebSocket(address, { autoPong: false })
  const alive = new WebSocket(address)
  frozen.once('open', () => frozen.send('{"type":"call","id":1,"name":"drafts","input":{}}'))
  await eventually(() => frozen.readyState === WebSocket.CLOSED)
  expect(aborted).toBe(true)
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  expect(alive.readyState).toBe(WebSocket.OPEN)
  await app.close()
})
