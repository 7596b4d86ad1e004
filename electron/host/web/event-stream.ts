import { PassThrough } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { CallEvent } from '../../../shared/contract/calls.ts'
import { errorToData } from '../../../shared/contract/errors.ts'

/**
 * Answers with events while a call runs: `progress`, `provisional`, and at the end `result` or `error`, each with JSON
 * as its data. A reader that is behind gets less progress.
 *
 * @param run makes the call
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function answerWithEvents(
  reply: FastifyReply,
  run: (onEvent: (event: CallEvent) => void) => Promise<unknown>,
): FastifyReply {
  const stream = new PassThrough()
  const write = (event: string, data: unknown): void => {
    stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  }
  void run((event) => {
    if (event.type === 'provisional') write('provisional', event.score)
    else if (!stream.writableNeedDrain) write('progress', event.progress)
  })
    .then(
      (output) => write('result', output),
      (thrown: unknown) => write('error', { error: errorToData(thrown) }),
    )
    .finally(() => stream.end())
  return reply.type('text/event-stream; charset=utf-8').send(stream)
}
