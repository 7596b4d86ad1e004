import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isToken, tokenCookie, unknownVisitor } from './access.ts'
import { pagePolicy } from './security-headers.ts'

/**
 * Serves the page from where the build put it, and lets the first visitor with the token in.
 *
 * @param folder what the build made of renderer/: index.html, and assets/ with a hash in each name
 */
export async function servePageFiles(app: FastifyInstance, folder: string, token: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    index: false,
    decorateReply: false,
    cacheControl: false,
    setHeaders: (reply) => void reply.header('cache-control', 'private, max-age=31536000, immutable'),
  })

  app.get('/', async (request: FastifyRequest<{ Querystring: { token?: string } }>, reply) => {
    const given = request.query.token
    if (given !== undefined) return letIn(request, reply, given)
    const html = await readFile(join(folder, 'index.html'), 'utf8')
    const nonce = randomBytes(16).toString('base64')
    return (
      reply
        .header('content-security-policy', pagePolicy(portOf(request), nonce))
        .type('text/html; charset=utf-8')
        // Where react-aria and wavesurfer's user look for the nonce of the style elements they make.
        .send(html.replace('<head>', `<head>\n    <meta property="csp-nonce" nonce="${nonce}" />`))
    )
  })

  function letIn(request: FastifyRequest, reply: FastifyReply, given: string): FastifyReply {
    if (!isToken(given, token)) throw unknownVisitor
    void reply.header('set-cookie', tokenCookie(portOf(request), token))
    // A browser keeps a strict cookie back along a redirect that began on another site, such as a terminal in a page.
    if (request.headers['sec-fetch-site'] === 'cross-site') {
      return reply.type('text/html; charset=utf-8').send(goToPage)
    }
    return reply.redirect('/', 303)
  }
}

const goToPage = `<!doctype html>
<meta charset="utf-8">
<meta http-equiv="refresh" content="0; url=/">
<title>Hookline</title>
<a href="/">Hookline</a>
`

function portOf(request: FastifyRequest): number {
  return request.raw.socket.localPort ?? 0
}
