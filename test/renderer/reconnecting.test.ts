import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { answerThrough, type Port } from '../../shared/channel.ts'
import type { ConnectionState } from '../../renderer/host/host.ts'
import { connectionLost, delayBeforeTryMs, reconnecting } from '../../renderer/host/reconnecting.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** A server that can be switched off and on, and answers every call with its name. */
function switchableServer() {
  let on = true
  let tries = 0
  let drop: () => void = () => undefined
  const open = (): Promise<Port> => {
    tries++
    if (!on) return Promise.reject(new Error('refused'))
    const toServer: ((message: unknown) => void)[] = []
    const toPage: ((message: unknown) => void)[] = []
    const closed: (() => void)[] = []
    answerThrough(
      {
        post: (message) => toPage.forEach((listener) => listener(message)),
        onMessage: (listener) => toServer.push(listener),
        onClose: () => undefined,
        close: () => undefined,
      },
      (name) => (name === 'never' ? new Promise(() => undefined) : Promise.resolve(name)),
    )
    drop = () => closed.forEach((listener) => listener())
    return Promise.resolve({
      post: (message) => toServer.forEach((listener) => listener(message)),
      onMessage: (listener) => toPage.push(listener),
      onClose: (listener) => closed.push(listener),
      close: () => undefined,
    })
  }
  return {
    open,
    tries: () => tries,
    goOff: () => {
      on = false
      drop()
    },
    goOn: () => {
      on = true
    },
  }
}

it('comes back by itself when the server does, and a call that was waiting is answered', async () => {
  const server = switchableServer()
  const line = reconnecting(server.open)
  const states: ConnectionState[] = []
  line.onState((state) => states.push(state))
  await vi.advanceTimersByTimeAsync(0)
  server.goOff()
  const asked = line.caller().then((caller) => caller.call('drafts', {}))
  await vi.advanceTimersByTimeAsync(2_000)
  server.goOn()
  await vi.advanceTimersByTimeAsync(5_500)
  expect(await asked).toBe('drafts')
  expect(states).toEqual(['connecting', 'connected', 'lost', 'connected'])
})

it('tells a call that the connection broke in mid-way, instead of leaving it open for ever', async () => {
  const server = switchableServer()
  const line = reconnecting(server.open)
  const call = (await line.caller()).call('never', {})
  const failed = expect(call).rejects.toBe(connectionLost)
  server.goOff()
  await failed
})

it('gives a call up after ten seconds without a connection', async () => {
  const server = switchableServer()
  const line = reconnecting(server.open)
  await vi.advanceTimersByTimeAsync(0)
  server.goOff()
  const failed = expect(line.caller()).rejects.toBe(connectionLost)
  await vi.advanceTimersByTimeAsync(10_000)
  await failed
})

it('does not hammer a server that is away: fewer than twenty tries in a minute', async () => {
  const server = switchableServer()
  reconnecting(server.open)
  await vi.advanceTimersByTimeAsync(0)
  server.goOff()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(server.tries()).toBeGreaterThan(10)
  expect(server.tries()).toBeLessThan(20)
})

it('waits longer with each failure up to five seconds, so that a server that comes back is seen soon', () => {
  const delays = Array.from({ length: 12 }, (_, index) => delayBeforeTryMs(index + 1, 0.5))
  expect(delays[0]).toBe(250)
  expect(delays.every((delay, index) => index === 0 || delay >= delays[index - 1]!)).toBe(true)
  expect(Math.max(...delays)).toBe(5_000)
})
