import type { FastifyReply } from 'fastify'

/** Aborted when whoever asks goes away before the answer is sent. */
export function whileConnected({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController()
  raw.once('close', () => {
    if (!raw.writableFinished) controller.abort()
  })
  return controller.signal
}
