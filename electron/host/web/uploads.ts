import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, statfs } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { finished, pipeline } from 'node:stream/promises'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Draft } from '../../../shared/contract/drafts.ts'
import { HooklineError } from '../../../shared/contract/errors.ts'
import { uploadsFolderName } from '../../../shared/library-layout.ts'
import { isDiskFull } from '../disk-full.ts'
import type { EngineConnection } from '../engine-connection.ts'
import { uploadName } from './upload-name.ts'

/** What is being sent has this name, with the number of the process that writes it. */
const partName = /^(\d+)\.part$/

/**
 * Serves `POST /upload?name=…`: the body goes to disk as it comes and becomes a draft, which is the answer: 201, or 200
 * when the same file was sent before. Whatever goes wrong on the way leaves nothing behind.
 */
export async function serveUploads(
  app: FastifyInstance,
  { libraryFolder, engine }: { libraryFolder: string; engine: EngineConnection },
): Promise<void> {
  const uploadsFolder = join(libraryFolder, uploadsFolderName)
  const receiving = new Set<Promise<unknown>>()
  const closing = new AbortController()
  await removeAbandoned(uploadsFolder)

  await app.register((scope, _, done) => {
    // The body stays a stream, whatever it says it is.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, parsed) => parsed(null))
    scope.post('/upload', async (request: FastifyRequest<{ Querystring: { name?: string } }>, reply) => {
      const { name } = request.query
      if (typeof name !== 'string' || name === '') {
        await readToEnd(request.raw, closing.signal)
        throw new HooklineError('usage', 'An upload needs a name: POST /upload?name=FILE.')
      }
      const work = receive(request.raw, name)
      receiving.add(work)
      try {
        const { draft, wasHere } = await work
        return await reply.code(wasHere ? 200 : 201).send(draft)
      } finally {
        receiving.delete(work)
      }
    })
    done()
  })
  app.addHook('preClose', async () => {
    closing.abort()
    await Promise.allSettled(receiving)
  })

  async function receive(body: IncomingMessage, name: string): Promise<{ draft: Draft; wasHere: boolean }> {
    const folder = join(uploadsFolder, randomUUID())
    try {
      const { path, sha256 } = await keep(body, folder, name, closing.signal)
      const draft = await addDraft(path, sha256)
      const wasHere = draft.path !== path
      if (wasHere) await rm(folder, { recursive: true, force: true })
      return { draft, wasHere }
    } catch (thrown) {
      await rm(folder, { recursive: true, force: true })
      // A browser reads the answer only when it could send all it had.
      await readToEnd(body, closing.signal)
      throw thrown
    }
  }

  async function addDraft(path: string, sha256: string): Promise<Draft> {
    const { drafts, refused } = await engine.call('addDrafts', {
      paths: [path],
      origin: 'upload',
      sha256: { [path]: sha256 },
    })
    if (refused[0]) throw HooklineError.fromData(refused[0].error)
    return drafts[0]!
  }
}

/**
 * @param signal ends it when the server closes
 * @returns the path of the whole file, and what it is known by
 */
async function keep(
  body: IncomingMessage,
  folder: string,
  name: string,
  signal: AbortSignal,
): Promise<{ path: string; sha256: string }> {
  const announcedBytes = Number(body.headers['content-length'] ?? 0)
  if (body.headers['content-length'] === '0') throw emptyFile(name)
  const part = join(folder, `${process.pid}.part`)
  try {
    await mkdir(folder, { recursive: true })
    const { bavail, bsize } = await statfs(folder)
    if (announcedBytes > bavail * bsize) throw noRoom(name)
    const file = createWriteStream(part, { flags: 'wx' })
    const hash = createHash('sha256')
    body.on('data', (chunk: Buffer) => hash.update(chunk))
    await pipeline(body, file, { signal })
    if (file.bytesWritten === 0) throw emptyFile(name)
    const path = join(folder, uploadName(name))
    await rename(part, path)
    return { path, sha256: hash.digest('hex') }
  } catch (thrown) {
    throw uploadError(thrown, name, folder)
  }
}

function uploadError(thrown: unknown, name: string, folder: string): unknown {
  if (thrown instanceof HooklineError) return thrown
  if (isDiskFull(thrown)) return noRoom(name)
  const { code, message } = thrown as NodeJS.ErrnoException
  switch (code) {
    case 'ECONNRESET':
    case 'ERR_STREAM_PREMATURE_CLOSE':
    case 'ABORT_ERR':
      return new HooklineError('cancelled', `“${name}” was not sent to its end.`)
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new HooklineError(
        'folder_not_writable',
        `“${name}” could not be kept: ${folder} can't be written.`,
        'Check the permissions of the library folder, or choose another with --library.',
        { cause: thrown },
      )
    default:
      return new HooklineError('internal', `“${name}” could not be kept: ${message}`, null, { cause: thrown })
  }
}

function emptyFile(name: string): HooklineError {
  return new HooklineError('file_empty', `“${name}” is empty.`, 'Export it again.')
}

function noRoom(name: string): HooklineError {
  return new HooklineError(
    'disk_full',
    `There is not enough room on the disk of the library for “${name}”.`,
    'Make room, or choose a library on another disk with --library.',
  )
}

async function readToEnd(body: IncomingMessage, signal: AbortSignal): Promise<void> {
  if (body.readableEnded || body.destroyed) return
  body.resume()
  await finished(body, { signal }).catch(() => undefined) // whoever sends has gone: there is nobody to answer
}

/** Removes what was being sent to a server that was killed. */
async function removeAbandoned(uploadsFolder: string): Promise<void> {
  const folders = await readdir(uploadsFolder).catch(() => []) // none there yet
  for (const folder of folders) {
    const names = await readdir(join(uploadsFolder, folder)).catch(() => []) // not a folder: not ours
    const pid = names.length === 1 ? partName.exec(names[0]!)?.[1] : undefined
    if (pid !== undefined && !isRunning(Number(pid))) {
      await rm(join(uploadsFolder, folder), { recursive: true, force: true })
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
