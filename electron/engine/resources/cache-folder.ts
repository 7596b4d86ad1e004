import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { cacheFolderName } from '../../../shared/library-layout.ts'

/** Files about contents that can be made again, in a folder a content. The least recently used go when there are too many. */
export interface CacheFolder {
  /** The path of a file, if it is there; it then counts as just used. */
  find(sha256: string, name: string): Promise<string | null>
  /** Writes a file whole or not at all and returns its path. @throws what the file system throws */
  keep(sha256: string, name: string, bytes: Uint8Array | string): Promise<string>
  /** The same, named by what is in it: the same bytes are kept once, others don't replace them under a reader. */
  keepByContent(sha256: string, stem: string, ending: string, bytes: Uint8Array | string): Promise<string>
  /**
   * Has a file made by a program that writes to the path it is given; it gets its name when it is whole.
   *
   * @throws what `make` and the file system throw; nothing is left then
   */
  render(sha256: string, name: string, make: (partPath: string) => Promise<void>): Promise<string>
}

/** What was used in this time stays: a player reads on from a file that it has open for long. */
const inUseMs = 10 * 60_000
/** A part of a file that nobody has written to for so long was left by a process that was killed. */
const abandonedMs = 60 * 60_000
const partEnding = '.part'

/** @param limitBytes how much is kept, asked for whenever something is added */
export function createCacheFolder(libraryFolder: string, limitBytes: () => number): CacheFolder {
  const folder = join(libraryFolder, cacheFolderName)
  let addedBytes = Infinity
  const pathOf = (sha256: string, name: string): string => join(folder, sha256, name)

  async function find(sha256: string, name: string): Promise<string | null> {
    const path = pathOf(sha256, name)
    const info = await stat(path).catch(absent)
    if (!info) return null
    await noteUse(path, info.mtime)
    return path
  }

  async function render(
    sha256: string,
    name: string,
    make: (partPath: string) => Promise<void>,
  ): Promise<string> {
    const path = pathOf(sha256, name)
    const part = `${path}.${randomUUID()}${partEnding}`
    await mkdir(dirname(path), { recursive: true })
    try {
      await make(part)
      const now = Math.floor(Date.now() / 1000)
      // Whole seconds: noting a use must give back exactly this time, by which browsers know a file that has not changed.
      await utimes(part, now, now)
      await rename(part, path)
    } catch (thrown) {
      await rm(part, { force: true })
      throw thrown
    }
    await makeRoom(path)
    return path
  }

  /** Looking at every file is for the first addition and for each hundredth of the limit after it. */
  async function makeRoom(path: string): Promise<void> {
    const limit = limitBytes()
    addedBytes += (await stat(path)).size
    if (addedBytes < limit / 100) return
    addedBytes = 0
    await evict(folder, limit, path)
  }

  function keep(sha256: string, name: string, bytes: Uint8Array | string): Promise<string> {
    return render(sha256, name, async (part) => {
      await using file = await open(part, 'w')
      await file.writeFile(bytes)
    })
  }

  return {
    find,
    keep,
    async keepByContent(sha256, stem, ending, bytes) {
      const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16)
      const name = `${stem}-${hash}.${ending}`
      return (await find(sha256, name)) ?? (await keep(sha256, name, bytes))
    },
    render,
  }
}

/** The time of the last access is ours to set; many systems keep none. */
async function noteUse(path: string, modified: Date): Promise<void> {
  await utimes(path, new Date(), modified).catch(absent)
}

interface CachedFile {
  path: string
  sizeBytes: number
  usedMs: number
}

/** Removes the least recently used files until the rest is within the limit, but for `kept` and those in use. */
async function evict(folder: string, limitBytes: number, kept: string): Promise<void> {
  const now = Date.now()
  const files = await filesBelow(folder)
  const abandoned = files.filter((file) => file.path.endsWith(partEnding) && now - file.usedMs > abandonedMs)
  for (const { path } of abandoned) await rm(path, { force: true })
  let total = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  for (const file of files.toSorted((a, b) => a.usedMs - b.usedMs)) {
    if (total <= limitBytes) return
    if (file.path === kept || now - file.usedMs < inUseMs) continue
    await rm(file.path, { force: true })
    total -= file.sizeBytes
  }
}

async function filesBelow(folder: string): Promise<CachedFile[]> {
  const entries = (await readdir(folder, { recursive: true, withFileTypes: true }).catch(absent)) ?? []
  const files = entries
    .filter((entry) => entry.isFile())
    .map(async (entry) => {
      const path = join(entry.parentPath, entry.name)
      const info = await stat(path).catch(absent)
      return info && { path, sizeBytes: info.size, usedMs: Math.max(info.atimeMs, info.mtimeMs) }
    })
  return (await Promise.all(files)).filter((file) => file !== null)
}

/** Another engine may have removed it. */
function absent(thrown: unknown): null {
  if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return null
  throw thrown
}
