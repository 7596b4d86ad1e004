import { z } from 'zod'
import type { Port } from './channel.ts'

/** All that a page may say over its line. What is asked for is parsed by whoever answers. */
export const fromPageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('call'), id: z.number().int(), name: z.string(), input: z.unknown() }),
  z.object({ type: z.literal('cancel'), id: z.number().int() }),
])

/** A line to a page that is closed when something else comes over it. */
export function pagePort(port: Port): Port {
  return {
    ...port,
    onMessage(listener) {
      port.onMessage((raw) => {
        const message = fromPageSchema.safeParse(raw)
        if (message.success) listener(message.data)
        else port.close()
      })
    },
  }
}
