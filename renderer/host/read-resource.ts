import { errorSchema, HooklineError } from '../../shared/contract/errors.ts'
import type { Resource } from '../../shared/contract/resources.ts'
import type { Host } from './host.ts'

/**
 * The bytes of a resource.
 *
 * @throws HooklineError what the host answered
 */
export async function readResource(
  host: Host,
  resource: Resource,
  signal: AbortSignal,
): Promise<ArrayBuffer> {
  const response = await fetch(host.addressOf(resource), { signal })
  if (response.ok) return response.arrayBuffer()
  const answer = (await response.json().catch(() => null)) as { error?: unknown } | null
  const error = errorSchema.safeParse(answer?.error)
  throw error.success
    ? HooklineError.fromData(error.data)
    : new HooklineError('internal', `The ${resource.kind} could not be read (${response.status}).`)
}
