import { existsSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { partsFolderName } from '../../shared/library-layout.ts'
import type { PartDescription, PartFile } from './part-description.ts'

/**
 * Where a part lies in the library: `parts/ID/REVISION`, which is there when the part is whole and not before. Until then
 * its files gather beside it, each under its own name once it is verified and as `NAME.part` while it comes.
 */
export interface PartFolder {
  /** Absolute. */
  readonly path: string
  isWhole(): boolean
  /** Bytes of it that have come. */
  gatheredBytes(): Promise<number>
  /** Whether a file has come and was verified. */
  has(file: PartFile): Promise<boolean>
  /** Where a file comes; its folder is made. */
  comingPath(file: PartFile): Promise<string>
  /** A file that came is what it must be. */
  keep(file: PartFile): Promise<void>
  /** All files are there: from now on the part is. Other revisions of it go. */
  complete(): Promise<void>
  remove(): Promise<void>
}

export function partFolder(library: string, { id, source, files }: PartDescription): PartFolder {
  const all = join(library, partsFolderName, id)
  const path = join(all, source.revision)
  const gathering = `${path}.coming`
  const kept = (file: PartFile): string => join(gathering, ...file.path.split('/'))
  const coming = (file: PartFile): string => `${kept(file)}.part`

  async function has(file: PartFile): Promise<boolean> {
    return (await lengthOf(kept(file))) === file.sizeBytes
  }

  return {
    path,
    isWhole: () => existsSync(path),
    has,
    async gatheredBytes() {
      const lengths = await Promise.all(
        files.map(async (file) =>
          (await has(file)) ? file.sizeBytes : ((await lengthOf(coming(file))) ?? 0),
        ),
      )
      return lengths.reduce((sum, length) => sum + length, 0)
    },
    async comingPath(file) {
      await mkdir(join(kept(file), '..'), { recursive: true })
      return coming(file)
    },
    async keep(file) {
      await flush(coming(file))
      await rename(coming(file), kept(file))
    },
    async complete() {
      await rename(gathering, path)
      for (const name of await readdir(all)) {
        if (name !== source.revision) await rm(join(all, name), { recursive: true, force: true })
      }
    },
    async remove() {
      await rm(all, { recursive: true, force: true })
    },
  }
}

/** Null when there is no such file. */
async function lengthOf(path: string): Promise<number | null> {
  return stat(path).then(
    ({ size }) => size,
    (thrown: unknown) => {
      if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return null
      throw thrown
    },
  )
}

/** To the disk, before the name says that it is whole. */
async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
