import type { Database as SqliteFile } from 'better-sqlite3'
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { tokenPattern } from './access.ts'

const writtenServerSchema = z.object({
  port: z.number().int().min(1).max(65535),
  token: z.string().regex(tokenPattern),
  /** Null once it has ended. */
  pid: z.number().int().nullable(),
})
type WrittenServer = z.infer<typeof writtenServerSchema>

/** A web server that works on a library, as it writes itself down there, readable by its owner only. */
export interface RunningServer extends WrittenServer {
  pid: number
}

const answerWithinMs = 2_000

/** The server that runs on a library, or null: one that has ended or died doesn't count. */
export async function findRunningServer(libraryFolder: string): Promise<RunningServer | null> {
  return running(parse(await textOf(fileIn(libraryFolder))))
}

/**
 * Where the last server of a library was and what token it had, for the next to take its place: a page that was left
 * open then finds it again. Null when there was none, when it still runs, or when others could have written that.
 */
export async function lastServer(
  libraryFolder: string,
): Promise<Pick<RunningServer, 'port' | 'token'> | null> {
  const path = fileIn(libraryFolder)
  const last = parse(await textOf(path))
  return last && (await isOnlyOurs(path)) && !(await running(last)) ? last : null
}

/**
 * Writes a server down as the one that runs on a library. Of several that start at once one wins.
 *
 * @returns null, or the server that was there before and still runs
 */
export function claimLibrary(libraryFolder: string, own: RunningServer): Promise<RunningServer | null> {
  return alone(libraryFolder, async () => {
    const other = await findRunningServer(libraryFolder)
    if (!other) await write(libraryFolder, own)
    return other
  })
}

/** Writes down that the server has ended, unless another has taken its place; where it was is kept for the next. */
export async function releaseLibrary(libraryFolder: string, own: RunningServer): Promise<void> {
  const isOurs = async (): Promise<boolean> => {
    const written = parse(await textOf(fileIn(libraryFolder)))
    return written?.pid === own.pid && written.token === own.token
  }
  // A library that was taken away meanwhile is not made again.
  if (!(await isOurs())) return
  await alone(libraryFolder, async () => {
    if (await isOurs()) await write(libraryFolder, { ...own, pid: null })
  })
}

/**
 * Does work while no other process of this kind does any on the library. The lock is that of a SQLite file, which the
 * system lets go with the process, however that ends.
 */
async function alone<Value>(libraryFolder: string, work: () => Promise<Value>): Promise<Value> {
  await mkdir(libraryFolder, { recursive: true })
  const { default: Database } = await import('better-sqlite3')
  const lock = new Database(join(libraryFolder, 'web-server.lock'), { timeout: 0 })
  try {
    while (!took(lock)) await delay(20)
    return await work()
  } finally {
    lock.close()
  }
}

function took(lock: SqliteFile): boolean {
  try {
    lock.exec('BEGIN EXCLUSIVE')
    return true
  } catch (thrown) {
    if ((thrown as { code?: string }).code === 'SQLITE_BUSY') return false
    throw thrown
  }
}

/** In one step: whoever reads meanwhile gets all of it or all of what was there before. */
async function write(libraryFolder: string, server: WrittenServer): Promise<void> {
  const path = fileIn(libraryFolder)
  const next = `${path}.${process.pid}`
  await rm(next, { force: true })
  await writeFile(next, JSON.stringify(server), { mode: 0o600, flag: 'wx' })
  await rename(next, path)
}

function fileIn(libraryFolder: string): string {
  return join(libraryFolder, 'web-server.json')
}

/** Empty where there is none, or none that is ours to read. */
function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '')
}

function parse(text: string): WrittenServer | null {
  try {
    return writtenServerSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** A token that somebody else could read or choose is no secret. Windows keeps others out by the folder. */
async function isOnlyOurs(path: string): Promise<boolean> {
  if (process.platform === 'win32') return true
  const info = await stat(path).catch(() => null) // another that starts now may have taken it away
  return info !== null && info.uid === process.getuid?.() && (info.mode & 0o077) === 0
}

/** Whether it is that server that answers, and not another program that got its process number or its port. */
async function running(written: WrittenServer | null): Promise<RunningServer | null> {
  if (!written || written.pid === null) return null
  const { port, token, pid } = written
  try {
    process.kill(pid, 0)
    const answer = await fetch(`http://127.0.0.1:${port}/`, {
      method: 'HEAD',
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(answerWithinMs),
    })
    return answer.ok ? { port, token, pid } : null
  } catch {
    return null
  }
}
