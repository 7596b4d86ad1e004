import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { calls, type CallName } from '../../../shared/contract/calls.ts'
import { HooklineError } from '../../../shared/contract/errors.ts'
import type { Route } from '../../../shared/contract/routes.ts'

/** A JSON schema, as far as it is looked into here. */
interface ObjectSchema {
  properties?: Record<string, { type?: string }>
  anyOf?: ObjectSchema[]
  oneOf?: ObjectSchema[]
}

/**
 * Reads the input of a call from a request.
 *
 * @returns what reads it; it throws HooklineError `usage` on what doesn't fit, unknown names included
 */
export function inputReader(name: CallName, { method, path }: Route): (request: FastifyRequest) => unknown {
  const schema = calls[name].input
  const known = propertiesOf(z.toJSONSchema(schema, { io: 'input' }) as ObjectSchema)
  const where = `${method} ${path}`

  return ({ params, query, body }) => {
    const given = isInQuery(method) ? fromQuery(query as Query, known) : fromBody(body, where)
    const input = { ...given, ...(params as object) }
    const unknown = Object.keys(input).find((key) => !known.has(key))
    if (unknown !== undefined) {
      throw new HooklineError('usage', `${where} knows no “${unknown}”.`, seeDocument)
    }
    const parsed = schema.safeParse(input)
    if (parsed.success) return parsed.data
    const issue = parsed.error.issues[0]!
    const at = issue.path.length > 0 ? `${issue.path.join('.')}: ` : ''
    throw new HooklineError('usage', `The input of ${where} doesn't fit: ${at}${issue.message}.`, seeDocument)
  }
}

/** Whether a method carries its input in the query. */
export function isInQuery(method: Route['method']): boolean {
  return method === 'GET' || method === 'DELETE'
}

type Query = Record<string, string | string[]>

/** A list is a repeated name, and may have one member only. */
function fromQuery(query: Query, known: ReadonlyMap<string, string | undefined>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(query).map(([key, value]) => [
      key,
      known.get(key) === 'array' && !Array.isArray(value) ? [value] : value,
    ]),
  )
}

function fromBody(body: unknown, where: string): object {
  if (body === undefined || body === null) return {}
  if (typeof body === 'object' && !Array.isArray(body)) return body
  throw new HooklineError('usage', `The body of ${where} has to be a JSON object.`, seeDocument)
}

/** The names that an input can have, with their types, over all its variants. */
function propertiesOf({
  properties = {},
  anyOf = [],
  oneOf = [],
}: ObjectSchema): Map<string, string | undefined> {
  return new Map([
    ...Object.entries(properties).map(([key, { type }]) => [key, type] as const),
    ...[...anyOf, ...oneOf].flatMap((variant) => [...propertiesOf(variant)]),
  ])
}

const seeDocument = 'See /api/openapi.json.'
