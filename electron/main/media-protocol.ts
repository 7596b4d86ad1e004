import { open } from 'node:fs/promises'
import { errorToData } from '../../shared/contract/errors.ts'
import { parseResourceAddress } from '../../shared/contract/resources.ts'
import { pageOrigin } from '../../shared/contract/shell-names.ts'
import { attachment } from '../host/content-disposition.ts'
import type { EngineConnection } from '../host/engine-connection.ts'
import { mediaPolicy } from '../host/web/security-headers.ts'
import { statusOf } from '../host/web/error-status.ts'
import { byteRange } from './byte-range.ts'
import { fileBody } from './file-body.ts'
import { isMedia } from './page-address.ts'
import { guardingHeaders } from './page-policy.ts'

/**
 * Answers `media://library/media/DRAFT/KIND?…` with the file that the engine names for it, whole or in a range. Only
 * what belongs to a draft of the library can be named at all: no address holds a path.
 */
export function serveMedia(engine: Pick<EngineConnection, 'call'>): (request: Request) => Promise<Response> {
  return async ({ url: address, method, headers, signal }) => {
    if (method !== 'GET' && method !== 'HEAD') return refusal(405)
    const url = URL.parse(address)
    const resource = url && isMedia(url) ? parseResourceAddress(url.pathname + url.search) : null
    if (!resource) return refusal(404)
    try {
      const { path, mediaType, downloadName } = await engine.call('openResource', resource, { signal })
      return await send(path, method === 'HEAD', headers.get('range'), {
        'content-type': mediaType,
        ...(downloadName !== null && { 'content-disposition': attachment(downloadName) }),
      })
    } catch (thrown) {
      const error = errorToData(thrown)
      return Response.json(
        { error },
        { status: statusOf(error.code), headers: { ...guardingHeaders, ...forPage } },
      )
    }
  }
}

/** The page is of another scheme: it may read what is answered, and nobody else may. */
const forPage = {
  'access-control-allow-origin': pageOrigin,
  'access-control-expose-headers': 'content-disposition, content-length, content-range',
  'cross-origin-resource-policy': 'cross-origin',
}

async function send(
  path: string,
  headersOnly: boolean,
  range: string | null,
  described: Record<string, string>,
): Promise<Response> {
  const file = await open(path)
  let body: ReadableStream<Uint8Array> | null = null
  try {
    const { size } = await file.stat()
    const headers = {
      ...guardingHeaders,
      ...forPage,
      ...described,
      'content-security-policy': mediaPolicy,
      'accept-ranges': 'bytes',
      'cache-control': 'no-cache',
    }
    const wanted = byteRange(range, size)
    if (wanted === 'unsatisfiable') {
      return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${size}` } })
    }
    const { start, end } = wanted === 'none' ? { start: 0, end: size - 1 } : wanted
    if (!headersOnly && size > 0) body = fileBody(file, start, end)
    return new Response(body, {
      status: wanted === 'none' ? 200 : 206,
      headers: {
        ...headers,
        'content-length': String(end - start + 1),
        ...(wanted !== 'none' && { 'content-range': `bytes ${start}-${end}/${size}` }),
      },
    })
  } finally {
    if (!body) await file.close()
  }
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: { ...guardingHeaders, ...forPage } })
}
