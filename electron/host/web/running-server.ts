import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'

const runningServerSchema = z.object({ port: z.number().int(), token: z.string(), pid: z.number().int() })
/** A web server that works on a library, as it writes itself down there, readable by its owner only. */
export type RunningServer = z.infer<typeof runningServerSchema>

const answerWithinMs = 2_000

/** The server that runs on a library, or null: one that has died doesn't count. */
export async function findRunningServer(libraryFolder: string): Promise<RunningServer | null> {
  const text = await readFile(fileIn(libraryFolder), 'utf8').catch(() => '{}') // none there, or not ours to read
  const found = runningServerSchema.safeParse(parse(text)).data
  return found && (await isAnswering(found)) ? found : null
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
    const other = await findRunningServer(libraryFolder)
    if (other) return other
    if (await isBeingWritten(path)) await delay(50)
    else await rm(path, { force: true })
  }
}

/** Removes what `claimLibrary` wrote, unless another server has taken its place. */
export async function releaseLibrary(libraryFolder: string, own: RunningServer): Promise<void> {
  const path = fileIn(libraryFolder)
  const text = await readFile(path, 'utf8').catch(() => '{}') // removed with the library, say
  if (runningServerSchema.safeParse(parse(text)).data?.token === own.token) await rm(path, { force: true })
}

function fileIn(libraryFolder: string): string {
  return join(libraryFolder, 'web-server.json')
}

/** A server that starts at the same moment has made the file and not filled it. */
async function isBeingWritten(path: string): Promise<boolean> {
  const info = await stat(path).catch(() => null) // it may be gone again
  return info !== null && info.size === 0 && Date.now() - info.mtimeMs < answerWithinMs
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Whether it is that server that answers, and not another program that got its process number or its port. */
async function isAnswering({ port, token, pid }: RunningServer): Promise<boolean> {
  try {
    process.kill(pid, 0)
    const answer = await fetch(`http://127.0.0.1:${port}/`, {
      method: 'HEAD',
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(answerWithinMs),
    })
    return answer.ok
  } catch {
    return false
  }
}
