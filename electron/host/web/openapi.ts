import { z } from 'zod'
import { callEventSchema, calls, type CallName } from '../../../shared/contract/calls.ts'
import { comparisonSchema } from '../../../shared/contract/compare.ts'
import { doctorSchema } from '../../../shared/contract/doctor.ts'
import { draftComparisonSchema, draftSchema, playbackSchema } from '../../../shared/contract/drafts.ts'
import { errorSchema } from '../../../shared/contract/errors.ts'
import { measurementSchema } from '../../../shared/contract/measurement.ts'
import { musicFitSchema } from '../../../shared/contract/music.ts'
import { progressSchema } from '../../../shared/contract/progress.ts'
import { resourceSchema } from '../../../shared/contract/resources.ts'
import { isOffered, routes, type Route } from '../../../shared/contract/routes.ts'
import { scoreSchema } from '../../../shared/contract/score.ts'
import { libraryInfoSchema, rubricOutlineSchema, settingsSchema } from '../../../shared/contract/settings.ts'
import { isInQuery } from './route-input.ts'

type Json = Record<string, unknown>
interface ObjectSchema {
  properties?: Record<string, Json>
  required?: string[]
}

const named = {
  Comparison: comparisonSchema,
  Doctor: doctorSchema,
  Draft: draftSchema,
  DraftComparison: draftComparisonSchema,
  ErrorAnswer: z.object({ error: errorSchema }),
  LibraryInfo: libraryInfoSchema,
  MusicFit: musicFitSchema,
  Measurement: measurementSchema,
  Playback: playbackSchema,
  Progress: progressSchema,
  Rubric: rubricOutlineSchema,
  Score: scoreSchema,
  Settings: settingsSchema,
}

const unknownDraft = { 404: errorAnswer('No draft of the library has this id') }
const binary = { schema: {} }

/**
 * What the REST host offers, as OpenAPI 3.1. Its schemas are those with which every border of Hookline parses.
 *
 * @see https://spec.openapis.org/oas/v3.1.1.html
 */
export function openApiDocument(version: string): Json {
  const answers = answerSchemas()
  return {
    openapi: '3.1.1',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: 'Hookline',
      version,
      license: { name: 'MIT', identifier: 'MIT' },
      description:
        'Scores a draft video before it is published. Only programs on the same machine that have the token of the ' +
        'running server are answered. An error is `{"error":{"code","message","hint"}}` with a fitting status. ' +
        'With `Accept: text/event-stream` a call tells its `progress` and a `provisional` score, then its `result` or `error`.',
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }, { cookie: [] }],
    paths: mergedPaths([...callPaths(answers.of), uploadPath, mediaPath()]),
    components: {
      schemas: answers.schemas,
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'The token of the address that Hookline prints',
        },
        cookie: {
          type: 'apiKey',
          in: 'cookie',
          name: 'hookline-PORT',
          description:
            'Set at the first visit of the page; what changes anything also needs the Origin header',
        },
      },
    },
  }
}

/** Every answer as a schema of its own in the document, which refer to each other. */
function answerSchemas(): { schemas: Json; of: (name: CallName) => Json } {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id })
  for (const [name, { output }] of Object.entries(calls)) {
    if (!registry.has(output)) registry.add(output, { id: `${name}Answer` })
  }
  const { schemas } = z.toJSONSchema(registry, {
    uri: componentAddress,
    io: 'output',
    unrepresentable: 'any', // what has a check of its own says its schema itself
  })
  for (const schema of Object.values(schemas) as Json[]) {
    delete schema.$schema
    delete schema.$id // it would make every reference inside relative to itself
  }
  return { schemas, of: (name) => ({ $ref: componentAddress(registry.get(calls[name].output)!.id) }) }
}

function componentAddress(id: string): string {
  return `#/components/schemas/${id}`
}

function callPaths(answerOf: (name: CallName) => Json): [string, Json][] {
  return Object.entries(routes).flatMap(([key, route]): [string, Json][] => {
    if (!isOffered(route)) return []
    const name = key as CallName
    return [[route.path, { [route.method.toLowerCase()]: operation(name, route, answerOf(name)) }]]
  })
}

function operation(name: CallName, route: Route, answer: Json): Json {
  const { method, path, summary } = route
  const input = z.toJSONSchema(calls[name].input, { io: 'input' }) as Json & ObjectSchema
  delete input.$schema
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, param]) => param!)
  const names = Object.keys(input.properties ?? {}).filter((key) => !inPath.includes(key))
  const parameter = (where: 'path' | 'query') => (key: string) => ({
    name: key,
    in: where,
    required: where === 'path' || (input.required ?? []).includes(key),
    schema: input.properties?.[key] ?? {},
  })
  const parameters = [
    ...inPath.map(parameter('path')),
    ...(isInQuery(method) ? names.map(parameter('query')) : []),
  ]
  return {
    operationId: name,
    summary,
    ...(parameters.length > 0 && { parameters }),
    ...(!isInQuery(method) && hasBody(input, names) && { requestBody: jsonBody(bodySchema(input, inPath)) }),
    responses: {
      200: {
        description: 'Done',
        content: {
          'application/json': { schema: answer },
          'text/event-stream': { schema: { type: 'string', description: eventDescription() } },
        },
      },
      ...(inPath.includes('id') && unknownDraft),
      default: errorAnswer('It failed'),
    },
  }
}

/** A variant of inputs has no names of its own. */
function hasBody(input: ObjectSchema, names: readonly string[]): boolean {
  return names.length > 0 || input.properties === undefined
}

function jsonBody(schema: Json): Json {
  return { required: true, content: { 'application/json': { schema } } }
}

/** The input without what stands in the path. */
function bodySchema(input: Json & ObjectSchema, inPath: readonly string[]): Json {
  if (!input.properties) return input
  const isInBody = (key: string): boolean => !inPath.includes(key)
  return {
    ...input,
    properties: Object.fromEntries(Object.entries(input.properties).filter(([key]) => isInBody(key))),
    required: (input.required ?? []).filter(isInBody),
  }
}

function eventDescription(): string {
  const kinds = callEventSchema.options.map((option) => option.shape.type.value)
  return `Events ${kinds.map((kind) => `\`${kind}\``).join(', ')}, then \`result\` or \`error\`, each with JSON as its data.`
}

function errorAnswer(description: string): Json {
  return {
    description,
    content: { 'application/json': { schema: { $ref: componentAddress('ErrorAnswer') } } },
  }
}

const uploadPath: [string, Json] = [
  '/upload',
  {
    post: {
      operationId: 'upload',
      summary: 'Send a file, which becomes a draft',
      parameters: [
        { name: 'name', in: 'query', required: true, schema: { type: 'string' }, description: 'of the file' },
      ],
      requestBody: { required: true, content: { 'application/octet-stream': binary } },
      responses: {
        201: {
          description: 'The draft, which is measured next',
          content: { 'application/json': { schema: { $ref: componentAddress('Draft') } } },
        },
        default: errorAnswer('It is no draft, and nothing of it was kept'),
      },
    },
  },
]

/** One address for all kinds: what a kind takes stands in the query. */
function mediaPath(): [string, Json] {
  const variants = resourceSchema.options.map((option) => {
    const { properties = {} } = z.toJSONSchema(option, { io: 'input' }) as ObjectSchema
    return { kind: option.shape.kind.value, about: option.description ?? '', properties }
  })
  const inQuery = new Map(
    variants.flatMap(({ properties }) =>
      Object.entries(properties).filter(([key]) => key !== 'kind' && key !== 'draftId'),
    ),
  )
  // A format means something else for each kind that takes one.
  const schemasOf = (key: string): Json[] => {
    const texts = variants.flatMap(({ properties }) =>
      properties[key] === undefined ? [] : [JSON.stringify(properties[key])],
    )
    return [...new Set(texts)].map((text) => JSON.parse(text) as Json)
  }
  const parameter = (name: string, where: string, schema: Json, about?: string): Json => ({
    ...{ name, in: where, required: where === 'path', schema },
    ...(about !== undefined && { description: about }),
  })
  return [
    '/media/{draftId}/{kind}',
    {
      get: {
        operationId: 'media',
        summary: 'A file that belongs to a draft, whole or in a range',
        parameters: [
          parameter('draftId', 'path', { type: 'string', format: 'uuid' }),
          parameter(
            'kind',
            'path',
            { type: 'string', enum: variants.map(({ kind }) => kind) },
            variants.map(({ kind, about }) => `${kind}${about && `: ${about}`}`).join('. '),
          ),
          ...[...inQuery.keys()].map((key) => {
            const schemas = schemasOf(key)
            return parameter(key, 'query', schemas.length === 1 ? schemas[0]! : { anyOf: schemas })
          }),
          parameter('Range', 'header', { type: 'string' }),
        ],
        responses: {
          200: { description: 'The whole file', content: { '*/*': binary } },
          206: { description: 'A range of it', content: { '*/*': binary } },
          304: { description: 'What you have is still the same' },
          416: errorAnswer('The range lies outside of the file'),
          ...unknownDraft,
          default: errorAnswer('There is no such file, or it could not be made'),
        },
      },
    },
  ]
}

/** Several methods at one path stand together. */
function mergedPaths(paths: readonly [string, Json][]): Json {
  const merged: Record<string, Json> = {}
  for (const [path, operations] of paths) merged[path] = { ...merged[path], ...operations }
  return merged
}
