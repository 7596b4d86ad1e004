import { stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { parseResourceAddress } from '../../../shared/contract/resources.ts'
import { attachment } from '../content-disposition.ts'
import type { EngineConnection } from '../engine-connection.ts'
import { whileConnected } from './while-connected.ts'
import { mediaPolicy } from './security-headers.ts'
import { WebError } from './web-error.ts'

/**
 * Serves `/media/DRAFT/KIND?…`: the file that the engine names for it, whole or in ranges. Several ranges at once are
 * answered with the whole file, as HTTP allows.
 */
export async function serveMedia(app: FastifyInstance, engine: EngineConnection): Promise<void> {
  await app.register(fastifyStatic, { serve: false, cacheControl: false, contentType: false, index: false })

  app.get('/media/*', async (request, reply) => {
    const resource = parseResourceAddress(request.url)
    if (!resource) {
      throw new WebError(404, 'usage', 'This is no address of a resource.', 'See /api/openapi.json.')
    }
    const opened = await engine.call('openResource', resource, { signal: whileConnected(reply) })
    void reply.headers({
      'content-type': opened.mediaType,
      'content-security-policy': mediaPolicy,
      // Kept by the browser, and asked for again with what it has: 304 as long as it is the same file.
      'cache-control': 'private, no-cache',
    })
    if (opened.downloadName !== null) {
      void reply.header('content-disposition', attachment(opened.downloadName))
    }
    request.raw.headers.range = await wholeForLongSuffix(request.headers.range, opened.path)
    return reply.sendFile(basename(opened.path), dirname(opened.path))
  })
}

/**
 * The last N bytes of a file that is shorter are all of it (RFC 9110, 14.1.2); @fastify/send takes that for a range that
 * is missed.
 */
async function wholeForLongSuffix(range: string | undefined, path: string): Promise<string | undefined> {
  const suffix = /^bytes=-(\d+)$/.exec(range ?? '')?.[1]
  if (suffix === undefined) return range
  const { size } = await stat(path)
  return Number(suffix) > size && size > 0 ? 'bytes=0-' : range
}
