import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { answerThrough, callThrough } from '../../shared/channel.ts'
import type { Port } from '../../shared/channel.ts'
import { HooklineError } from '../../shared/contract/errors.ts'

const lost = new HooklineError('engine_crashed', 'gone')

function portOf(port: MessagePort): Port {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => port.on('message', listener),
    onClose: (listener) => port.once('close', listener),
    close: () => port.close(),
  }
}

function pair(answer: Parameters<typeof answerThrough>[1]): {
  caller: ReturnType<typeof callThrough>
  answering: ReturnType<typeof answerThrough>
  farEnd: MessagePort
} {
  const { port1, port2 } = new MessageChannel()
  return {
    caller: callThrough(portOf(port1), lost),
    answering: answerThrough(portOf(port2), answer),
    farEnd: port2,
  }
}

describe('a channel between processes', () => {
  it('brings answers to the calls they belong to, in whatever order they come', async () => {
    const { caller, farEnd } = pair(async (_, input) => {
      await new Promise((resolve) => setTimeout(resolve, Number(input)))
      return input
    })
    expect(await Promise.all([30, 0, 10].map((ms) => caller.call('wait', ms)))).toEqual([30, 0, 10])
    farEnd.close()
  })

  it('brings errors across as code, sentence and hint', async () => {
    const { caller, farEnd } = pair(() =>
      Promise.reject(new HooklineError('corrupt', 'No frame.', 'Export again.')),
    )
    await expect(caller.call('x', null)).rejects.toMatchObject({
      code: 'corrupt',
      message: 'No frame.',
      hint: 'Export again.',
    })
    farEnd.close()
  })

  it('makes an answer of what is thrown before anything is awaited', async () => {
    const { caller, farEnd } = pair(() => {
      throw new Error('a defect')
    })
    await expect(caller.call('x', null)).rejects.toMatchObject({ code: 'internal' })
    farEnd.close()
  })

  it('cancels the call whose signal is aborted, and no other', async () => {
    const { caller, farEnd } = pair(async (name, _, { signal }) => {
      if (name === 'quick') return 'done'
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      throw new HooklineError('cancelled', 'Cancelled.')
    })
    const controller = new AbortController()
    const slow = caller.call('slow', null, { signal: controller.signal })
    controller.abort()
    await expect(slow).rejects.toMatchObject({ code: 'cancelled' })
    expect(await caller.call('quick', null)).toBe('done')
    farEnd.close()
  })

  it('fails every open call when the other side goes away', async () => {
    const { caller, farEnd } = pair(() => new Promise(() => undefined))
    const calls = [caller.call('a', null), caller.call('b', null)]
    farEnd.close()
    for (const call of calls) await expect(call).rejects.toBe(lost)
    await expect(caller.call('c', null)).rejects.toBe(lost)
  })

  it('delivers events of a call and notices of nobody', async () => {
    const { caller, answering, farEnd } = pair((_, __, { emit }) => {
      emit(0.5)
      return Promise.resolve('done')
    })
    const events: unknown[] = []
    const notices: unknown[] = []
    caller.onNotice((name, data) => notices.push([name, data]))
    answering.notify('told', 'hello')
    await caller.call('x', null, { onEvent: (event) => events.push(event) })
    expect(events).toEqual([0.5])
    expect(notices).toEqual([['told', 'hello']])
    farEnd.close()
  })
})
