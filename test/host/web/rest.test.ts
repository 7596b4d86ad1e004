import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { calls, type CallName } from '../../../shared/contract/calls.ts'
import { isOffered, routes } from '../../../shared/contract/routes.ts'
import { temporaryFolder } from '../hookline.ts'
import { sampleCopies, settled, startServer, type ServerUnderTest } from './running-server.ts'

interface Operation {
  operationId: string
  summary: string
  parameters?: { name: string; in: string; required: boolean; schema: object }[]
  requestBody?: { content: Record<string, { schema: object }> }
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>
}
interface Document {
  openapi: string
  info: { title: string; version: string }
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object>; securitySchemes: Record<string, object> }
}

describe('the REST host', () => {
  const library = temporaryFolder()
  const copies = sampleCopies(library.path)
  let server: ServerUnderTest
  let document: Document
  const operations = (): [string, string, Operation][] =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): [string, string, Operation] => [
        path,
        method,
        operation,
      ]),
    )

  beforeAll(async () => {
    server = await startServer(library.path)
    document = (await (await server.ask('/api/openapi.json')).json()) as Document
  })
  afterAll(async () => {
    await server.stop()
    library.remove()
  })

  /** What reads schemas here follows references to $defs only. */
  function standingAlone(schema: object): Parameters<typeof z.fromJSONSchema>[0] {
    const text = JSON.stringify({ ...schema, $defs: document.components.schemas })
    return JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/')) as never
  }

  it('offers every call of the contract, or says why not', () => {
    expect(Object.keys(routes).toSorted()).toEqual(Object.keys(calls).toSorted())
    const described = new Map(
      operations().map(([path, method, { operationId }]) => [operationId, `${method} ${path}`]),
    )
    for (const [name, route] of Object.entries(routes)) {
      if (isOffered(route)) expect(described.get(name)).toBe(`${route.method.toLowerCase()} ${route.path}`)
      else expect([name, described.has(name), route.notOffered.length > 20]).toEqual([name, false, true])
    }
    expect(described.get('upload')).toBe('post /upload')
    expect(described.get('media')).toBe('get /media/{draftId}/{kind}')
  })

  /** An address in the document that the server doesn't know would answer "There is nothing at …". */
  it('answers at every address that its document names', async () => {
    for (const [path, method, { operationId }] of operations()) {
      if (['deleteAll', 'upload', 'media', 'addSample', 'backUp'].includes(operationId)) continue
      const answer = await server.ask(path.replace(/\{\w+\}/g, 'x'), { method: method.toUpperCase() })
      expect([path, await answer.text()]).not.toEqual([path, expect.stringContaining('There is nothing at')])
    }
  })

  it('is a valid document by the published schema of OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate({ ...document })
    expect(errors).toBeUndefined()
    expect(valid).toBe(true)
  })

  /** https://spec.openapis.org/oas/v3.1.1.html, what its schema leaves to the reader. */
  it('describes itself by the rules of OpenAPI 3.1', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/)
    expect(document.info).toMatchObject({
      title: expect.any(String) as string,
      version: expect.stringMatching(/^\d/) as string,
    })
    const ids = operations().map(([, , { operationId }]) => operationId)
    expect(new Set(ids).size).toBe(ids.length)
    for (const [path, method, operation] of operations()) {
      const where = `${method} ${path}`
      const inTemplate = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      const inPath = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path')
      expect([where, inPath.map(({ name }) => name)]).toEqual([where, inTemplate])
      expect(inPath.every(({ required }) => required)).toBe(true)
      if (['get', 'delete'].includes(method))
        expect([where, operation.requestBody]).toEqual([where, undefined])
      for (const [status, response] of Object.entries(operation.responses)) {
        expect(status).toMatch(/^([1-5]\d\d|default)$/)
        expect(response.description).not.toBe('')
      }
    }
    for (const name of Object.keys(document.components.schemas)) expect(name).toMatch(/^[\w.-]+$/)
  })

  it('has no reference to nowhere', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(
      ([, target]) => target!,
    )
    expect(references.length).toBeGreaterThan(20)
    for (const target of new Set(references)) {
      const found = target
        .slice(2)
        .split('/')
        .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document)
      expect([target, typeof found]).toEqual([target, 'object'])
    }
    expect(JSON.stringify(document)).not.toContain('"$id"')
  })

  it('answers as its document says, for a draft from adding to removing', async () => {
    const { drafts } = await server.json('addDrafts', '/api/drafts', {
      method: 'POST',
      body: JSON.stringify({ paths: [copies.next(), copies.next()] }),
    })
    const [first, second] = drafts.map(({ id }) => id) as [string, string]
    await settled(server, first)
    await settled(server, second)
    const ask: [CallName, string, RequestInit?][] = [
      ['drafts', '/api/drafts'],
      ['draft', `/api/drafts/${first}`],
      ['draftScore', `/api/drafts/${first}/score?platform=youtube`],
      ['draftMeasurement', `/api/drafts/${first}/measurement`],
      ['draftOutline', `/api/drafts/${first}/outline`],
      ['compareDrafts', `/api/comparison?ids=${first}&ids=${second}`],
      ['setDetails', `/api/drafts/${first}/details`, { method: 'PUT', body: '{"details":{"title":"x"}}' }],
      [
        'setCaptions',
        `/api/drafts/${first}/captions`,
        {
          method: 'PUT',
          body: JSON.stringify({
            captions: { name: 'a.srt', base64: btoa('1\n00:00:00,000 --> 00:00:01,000\nhi\n') },
          }),
        },
      ],
      ['draftCaptions', `/api/drafts/${first}/captions`],
      ['removeDrafts', `/api/drafts?ids=${first}`, { method: 'DELETE' }],
      ['restoreDrafts', '/api/drafts/restore', { method: 'POST', body: JSON.stringify({ ids: [first] }) }],
      ['rubric', '/api/rubric'],
      ['platforms', '/api/platforms'],
      ['settings', '/api/settings'],
      ['libraryInfo', '/api/library'],
      ['doctor', '/api/doctor'],
      ['intentional', '/api/intentional', { method: 'POST', body: '{"action":"list"}' }],
    ]
    for (const [name, path, init] of ask) {
      const output: unknown = await server.json(name, path, init)
      const operation = operations().find(([, , { operationId }]) => operationId === name)![2]
      const { schema } = operation.responses['200']!.content!['application/json']!
      const described = z.fromJSONSchema(standingAlone(schema))
      expect([name, described.safeParse(output).error?.message]).toEqual([name, undefined])
    }
    const score = await server.json('draftScore', `/api/drafts/${first}/score?platform=youtube`)
    expect(score.platform).toBe('youtube')
  })

  it('refuses what it does not know instead of leaving it out', async () => {
    for (const [path, method, body] of [
      ['/api/drafts?state=scored', 'GET', undefined],
      ['/api/settings', 'PATCH', '{"thema":"dark"}'],
      ['/api/library/delete-all', 'POST', '{"confirm":"yes"}'],
      ['/api/library/delete-all', 'POST', undefined],
      ['/api/comparison?ids=x', 'GET', undefined],
      ['/api/drafts', 'DELETE', undefined],
    ] as const) {
      const answer = await server.ask(path, { method, ...(body !== undefined && { body }) })
      expect([path, answer.status, await answer.json()]).toEqual([
        path,
        400,
        {
          error: { code: 'usage', message: expect.any(String) as string, hint: expect.any(String) as string },
        },
      ])
    }
  })

  it('tells how far a long call is, with a first score before the last, to whoever wants events', async () => {
    const answer = await server.ask('/api/score', {
      method: 'POST',
      headers: { accept: 'text/event-stream' },
      body: JSON.stringify({ path: copies.next(), platform: 'tiktok', details: null }),
    })
    expect(answer.headers.get('content-type')).toContain('text/event-stream')
    const events = (await answer.text())
      .split('\n\n')
      .filter(Boolean)
      .map((block) => {
        const [, event, data] = /^event: (\w+)\ndata: (.*)$/.exec(block)!
        return { event, data: JSON.parse(data!) as { provisional?: boolean; error?: { code: string } } }
      })
    const kinds = events.map(({ event }) => event)
    expect(kinds).toContain('progress')
    expect(kinds.indexOf('provisional')).toBeLessThan(kinds.indexOf('result'))
    expect(kinds.at(-1)).toBe('result')
    expect(events.find(({ event }) => event === 'provisional')!.data.provisional).toBe(true)
    expect(events.at(-1)!.data.provisional).toBe(false)

    const failing = await server.ask('/api/score', {
      method: 'POST',
      headers: { accept: 'text/event-stream' },
      body: JSON.stringify({ path: '/nowhere.mp4', platform: 'tiktok', details: null }),
    })
    expect(await failing.text()).toMatch(/event: error\ndata: \{"error":\{"code":"file_missing"/)
  })
})
