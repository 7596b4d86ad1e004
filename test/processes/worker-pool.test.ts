import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Launcher } from '../../electron/processes/launcher.ts'
import { createWorkerPool } from '../../electron/processes/worker-pool.ts'

/** Workers that answer when they are told to. */
function heldWorkers(): { launcher: Launcher; asked: { path: string }[]; answer: (path: string) => void } {
  const asked: { path: string; answer: () => void }[] = []
  const launcher: Launcher = {
    start() {
      const exited = Promise.withResolvers<{ exitCode: number; signal: null; lastWords: string }>()
      const listeners: ((message: unknown) => void)[] = []
      return {
        pid: undefined,
        port: {
          post(raw) {
            const message = raw as { type: string; id: number; input: { path: string } }
            if (message.type !== 'call') return
            const { id, input } = message
            const answer = (): void => listeners.forEach((hear) => hear({ type: 'result', id, output: null }))
            asked.push({ path: input.path, answer })
          },
          onMessage: (listener) => void listeners.push(listener),
          onClose: () => undefined,
          close: () => exited.resolve({ exitCode: 0, signal: null, lastWords: '' }),
        },
        kill: () => undefined,
        exited: exited.promise,
      }
    },
  }
  return { launcher, asked, answer: (path) => asked.find((each) => each.path === path)!.answer() }
}

const programs = { ffmpegPath: '', ffprobePath: '', version: '' }

describe('a pool of workers', () => {
  it.each(['before', 'in the same moment as'])(
    'goes on with the next task when those before it are cancelled %s a worker becomes free',
    async (when) => {
      const { launcher, asked, answer } = heldWorkers()
      const pool = createWorkerPool(launcher, 1)
      const run = (path: string, signal?: AbortSignal): Promise<unknown> =>
        pool.run('glance', { path, programs }, { signal })
      const first = run('first')
      const giveUp = new AbortController()
      const cancelled = ['second', 'third'].map((path) =>
        expect(run(path, giveUp.signal)).rejects.toMatchObject({ code: 'cancelled' }),
      )
      const last = run('last')
      if (when === 'before') {
        giveUp.abort()
        await Promise.all(cancelled)
        answer('first')
      } else {
        await nextTurn()
        answer('first')
        await first
        giveUp.abort()
        await Promise.all(cancelled)
      }
      for (let turn = 0; turn < 10; turn++) await nextTurn()
      // Left in the line, one that gave up would be woken in place of it, and it would wait for ever.
      expect(asked.map(({ path }) => path)).toContain('last')
      answer('last')
      await last
      await pool.close()
    },
  )
})
