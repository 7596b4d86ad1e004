import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rm, stat, type FileHandle } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { HooklineError } from '../../shared/contract/errors.ts'
import type { PartFile } from './part-description.ts'

export interface DownloadOptions {
  signal: AbortSignal
  /** Bytes of this file that are there. */
  onBytes: (doneBytes: number) => void
  /** Seconds without a byte after which a connection counts as lost. */
  silenceS?: number
  /** Seconds to wait before a lost connection is made anew, one for each time. */
  againAfterS?: readonly number[]
}

/**
 * Fetches a file to a path and verifies it. What lies there already from an earlier time is gone on from, if the server
 * can; a connection that breaks is made anew a few times.
 *
 * @throws HooklineError `network_failed` (what came stays, to go on from), `download_damaged` (what came is removed),
 *   `cancelled`; what the file system throws
 */
export async function downloadFile(file: PartFile, path: string, options: DownloadOptions): Promise<void> {
  const { signal, againAfterS = [1, 3, 8] } = options
  let most = 0
  let attempt = 0
  const onBytes = (done: number): void => {
    // What gets on doesn't count as failing.
    if (done > most) attempt = 0
    most = Math.max(most, done)
    options.onBytes(done)
  }
  for (; ; attempt++) {
    try {
      await fetchOnce(file, path, { ...options, onBytes })
      return
    } catch (thrown) {
      if (signal.aborted) throw new HooklineError('cancelled', 'Cancelled.', null, { cause: thrown })
      const waitS = againAfterS[attempt]
      if (!(thrown instanceof LostConnection)) throw thrown
      if (waitS === undefined || !thrown.mayPass) throw networkFailed(file, thrown)
      await delay(waitS * 1000, undefined, { signal }).catch(() => {
        throw new HooklineError('cancelled', 'Cancelled.')
      })
    }
  }
}

class LostConnection extends Error {
  /** Whether another attempt may do better. */
  readonly mayPass: boolean

  constructor(message: string, mayPass: boolean, options?: ErrorOptions) {
    super(message, options)
    this.mayPass = mayPass
  }
}

async function fetchOnce(
  file: PartFile,
  path: string,
  { signal, onBytes, silenceS = 30 }: DownloadOptions,
): Promise<void> {
  const { hash, bytes: there } = await hashOfPart(path, file.sizeBytes)
  let done = there
  let sum = hash
  onBytes(done)
  if (done < file.sizeBytes) {
    const silence = new Silence(silenceS)
    const into = await open(path, done > 0 ? 'r+' : 'w')
    try {
      const response = await request(file, done, AbortSignal.any([signal, silence.signal]))
      if (done > 0 && !goesOn(response, done)) {
        await into.truncate(0)
        done = 0
        sum = createHash('sha256')
      }
      for await (const chunk of chunksOf(response)) {
        silence.heard()
        if (done + chunk.length > file.sizeBytes) throw damaged(file, 'more came than there should be')
        await writeAll(into, chunk, done)
        sum.update(chunk)
        done += chunk.length
        onBytes(done)
      }
    } catch (thrown) {
      if (thrown instanceof HooklineError && thrown.code === 'download_damaged')
        await rm(path, { force: true })
      throw thrown
    } finally {
      silence.end()
      await into.close()
    }
    if (done < file.sizeBytes)
      throw new LostConnection(`it ended after ${done} of ${file.sizeBytes} bytes`, true)
  }
  if (sum.digest('hex') !== file.sha256) {
    await rm(path, { force: true })
    throw damaged(file, 'its checksum is another')
  }
}

async function request(file: PartFile, from: number, signal: AbortSignal): Promise<Response> {
  // A file that is packed on the way has no place to go on from.
  const headers = { 'accept-encoding': 'identity', ...(from > 0 && { range: `bytes=${from}-` }) }
  const response = await fetch(file.url, { signal, headers, cache: 'no-store' }).catch((cause: unknown) => {
    throw new LostConnection(reasonOf(cause), true, { cause })
  })
  if (response.ok) return response
  await response.body?.cancel()
  const mayPass = response.status >= 500 || response.status === 408 || response.status === 429
  throw new LostConnection(`the server answered ${response.status} ${response.statusText}`.trim(), mayPass)
}

/** Whether an answer begins where was asked; a server that knows no ranges sends all of it. */
function goesOn(response: Response, from: number): boolean {
  return response.status === 206 && (response.headers.get('content-range') ?? '').startsWith(`bytes ${from}-`)
}

async function* chunksOf(response: Response): AsyncIterable<Uint8Array> {
  if (!response.body) return
  const reader = response.body.getReader() as ReadableStreamDefaultReader<Uint8Array>
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw new LostConnection(reasonOf(cause), true, { cause })
      })
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel().catch(() => undefined) // it was lost, and that has been told
  }
}

async function writeAll(into: FileHandle, chunk: Uint8Array, at: number): Promise<void> {
  for (let written = 0; written < chunk.length;) {
    written += (await into.write(chunk, written, chunk.length - written, at + written)).bytesWritten
  }
}

/** What came at an earlier time; a file that is longer than it should be is begun anew. */
async function hashOfPart(path: string, mostBytes: number): Promise<{ hash: Hash; bytes: number }> {
  const hash = createHash('sha256')
  const size = await stat(path).then(
    (info) => info.size,
    (thrown: unknown) => {
      if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return 0
      throw thrown
    },
  )
  if (size > mostBytes) await rm(path)
  if (size === 0 || size > mostBytes) return { hash, bytes: 0 }
  let bytes = 0
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    bytes += chunk.length
  }
  return { hash, bytes }
}

/** Aborts its signal when nothing was heard for a time. */
class Silence {
  private readonly lost = new AbortController()
  private readonly timer: NodeJS.Timeout

  constructor(seconds: number) {
    this.timer = setTimeout(() => this.lost.abort(new Error(`nothing came for ${seconds} s`)), seconds * 1000)
  }

  get signal(): AbortSignal {
    return this.lost.signal
  }

  heard(): void {
    this.timer.refresh()
  }

  end(): void {
    clearTimeout(this.timer)
  }
}

function networkFailed({ url }: PartFile, lost: LostConnection): HooklineError {
  return new HooklineError(
    'network_failed',
    `The download from ${new URL(url).host} broke off: ${lost.message}.`,
    'Look at the connection to the internet and download again; it goes on from where it stopped.',
    { cause: lost },
  )
}

function damaged({ url, path }: PartFile, how: string): HooklineError {
  return new HooklineError(
    'download_damaged',
    `What ${new URL(url).host} sent for ${path} is not the file that Hookline knows: ${how}. It was removed.`,
    'Download again. If it happens again, something between you and the server changes files.',
  )
}

/** fetch hides what happened behind “fetch failed”. */
function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown)
  return thrown.cause instanceof Error ? thrown.cause.message || thrown.message : thrown.message
}
