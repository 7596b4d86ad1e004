import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { HooklineError } from '../../../shared/contract/errors.ts'
import { beforeSilence } from '../../media/silence.ts'
import type { SeenFile } from '../../store/watched-files.ts'
import { isExportName } from './export-files.ts'

/** How many folders deep exports are looked for: `client/film/2026-11-21/v2/film.mp4` is found. */
export const deepestInside = 4
/** A folder with more inside is no export folder but a drive: the rest of it is left out, and that is told. */
export const mostFoldersInside = 2_000

/** Folders in which programs keep what is no export: their own files, light copies, parts of a render. */
const workFolder =
  /^[.~@$]|^(prox(y|ies)|cache|cacheclip|media cache( files)?|adobe premiere pro .*|.*auto-?save|render ?files?|peak files|previews?|optimized ?media|transcoded media|thumbnails|node_modules)$|\.(fcpbundle|photoslibrary|app|dvr|prlock)$/i

/** Whether exports may lie in a folder inside a watched one, by its name. */
export function isExportFolderName(name: string): boolean {
  return !workFolder.test(name)
}

export interface FoundExports {
  /** Named by their path within the folder. */
  files: SeenFile[]
  /** There were more folders than are looked into. */
  isCut: boolean
}

/**
 * What may be exports in a folder, and in those inside it when `inside`; null when the folder can't be read. Links to
 * folders are not followed, so that none is walked in a circle; one inside that can't be read is left out.
 */
export async function exportsIn(folder: string, inside: boolean): Promise<FoundExports | null> {
  const names = await entriesOf(folder)
  if (names === null) return null
  const files: SeenFile[] = []
  let level = [{ path: '', entries: names }]
  let folders = 0
  for (let depth = 0; level.length > 0; depth++) {
    const below: string[] = []
    for (const { path, entries } of level) {
      const exports = entries.filter((entry) => !entry.isDirectory() && isExportName(entry.name))
      files.push(...(await seen(folder, path, exports)))
      if (!inside || depth === deepestInside) continue
      for (const entry of entries)
        if (entry.isDirectory() && isExportFolderName(entry.name)) below.push(join(path, entry.name))
    }
    level = []
    for (const path of below.slice(0, Math.max(0, mostFoldersInside - folders)))
      level.push({ path, entries: (await entriesOf(join(folder, path))) ?? [] })
    folders += below.length
  }
  return { files, isCut: folders > mostFoldersInside }
}

async function entriesOf(folder: string): Promise<Dirent[] | null> {
  try {
    return await beforeSilence(() => readdir(folder, { withFileTypes: true }))
  } catch (thrown) {
    if (thrown instanceof HooklineError || 'code' in (thrown as object)) return null
    throw thrown
  }
}

async function seen(folder: string, path: string, exports: readonly Dirent[]): Promise<SeenFile[]> {
  const files = await Promise.all(
    exports.map(async ({ name }): Promise<SeenFile | null> => {
      const info = await stat(join(folder, path, name), { bigint: true }).catch(() => null) // it has just gone
      if (!info?.isFile()) return null
      return { name: join(path, name), sizeBytes: Number(info.size), modifiedNs: String(info.mtimeNs) }
    }),
  )
  return files.filter((file) => file !== null)
}
