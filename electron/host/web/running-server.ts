import { link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
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
 * Writes a server down as the one that runs on a library. Of two that start at once one wins.
 *
 * @returns null, or the server that was there before and still runs
 */
export async function claimLibrary(libraryFolder: string, own: RunningServer): Promise<RunningServer | null> {
  const path = fileIn(libraryFolder)
  await mkdir(libraryFolder, { recursive: true })
  for (;;) {
    try {
      await writeFile(path, JSON.stringify(own), { mode: 0o600, flag: 'wx' })
      return null
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') throw thrown
    }
    const text = await textOf(path)
    const other = await running(parse(text))
    if (other) return other
    if (await isBeingWritten(path)) await delay(50)
    else await clearAway(path, text)
  }
}

/** Writes down that the server has ended, unless another has taken its place; where it was is kept for the next. */
export async function releaseLibrary(libraryFolder: string, own: RunningServer): Promise<void> {
  const path = fileIn(libraryFolder)
  const written = parse(await textOf(path))
  if (written?.pid !== own.pid || written.token !== own.token) return
  const next = `${path}.${own.pid}`
  await writeFile(next, JSON.stringify({ ...written, pid: null }), { mode: 0o600 })
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

/** Removes what an ended server left, but not what another that starts now has put in its place. */
async function clearAway(path: string, left: string): Promise<void> {
  const aside = `${path}.${process.pid}`
  try {
    await rename(path, aside)
    if ((await textOf(aside)) !== left) await link(aside, path)
  } catch (thrown) {
    // The other was quicker: it has cleared it away, or there is a third already.
    if (!['ENOENT', 'EEXIST'].includes((thrown as NodeJS.ErrnoException).code ?? '')) throw thrown
  } finally {
    await rm(aside, { force: true })
  }
}

/** A server that starts at the same moment has made the file and not filled it. */
async function isBeingWritten(path: string): Promise<boolean> {
  const info = await stat(path).catch(() => null) // it may be gone again
  return info !== null && info.size === 0 && Date.now() - info.mtimeMs < answerWithinMs
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
