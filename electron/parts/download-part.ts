import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { HooklineError } from '../../shared/contract/errors.ts'
import { downloadFile, type DownloadOptions } from './download-file.ts'
import { sizeOf, type PartDescription } from './part-description.ts'
import type { PartFolder } from './part-folder.ts'

/** What must be left on the disk beside the part. */
const roomBytes = 50e6

/**
 * Fetches what is missing of a part, file by file, each verified; when all are there the part is installed.
 *
 * @throws HooklineError what `downloadFile` throws, `disk_full` before anything is fetched; what the file system throws
 */
export async function downloadPart(
  part: PartDescription,
  folder: PartFolder,
  options: DownloadOptions,
): Promise<void> {
  if (folder.isWhole()) return
  await refuseFullDisk(part, folder)
  let before = 0
  for (const file of part.files) {
    if (!(await folder.has(file))) {
      const onBytes = (done: number): void => options.onBytes(before + done)
      await downloadFile(file, await folder.comingPath(file), { ...options, onBytes })
      await folder.keep(file)
    }
    before += file.sizeBytes
    options.onBytes(before)
  }
  await folder.complete()
}

async function refuseFullDisk(part: PartDescription, folder: PartFolder): Promise<void> {
  const first = part.files[0]!
  const disk = dirname(await folder.comingPath(first))
  const { bavail, bsize } = await statfs(disk)
  const neededBytes = sizeOf(part) - (await folder.gatheredBytes()) + roomBytes
  if (bavail * bsize >= neededBytes) return
  throw new HooklineError(
    'disk_full',
    `${part.name} needs ${Math.ceil(neededBytes / 1e6)} MB; the disk that holds the library has ${Math.floor((bavail * bsize) / 1e6)} MB left.`,
    'Free some space and try again.',
  )
}
