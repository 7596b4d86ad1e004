import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { HooklineError } from '../../shared/contract/errors.ts'
import { isDiskFull } from './disk-full.ts'

/**
 * Writes a result to the file that the person named, whole or not at all.
 *
 * @throws HooklineError `disk_full`, `folder_not_writable`
 */
export async function writeResult(out: string, content: string | Uint8Array): Promise<void> {
  await writeWhole(out, content).catch((cause: unknown) => {
    throw isDiskFull(cause)
      ? new HooklineError(
          'disk_full',
          `The disk is full: ${out} was not written.`,
          'Free some space and try again.',
          { cause },
        )
      : new HooklineError('folder_not_writable', `${out} can't be written.`, 'Choose another place for it.', {
          cause,
        })
  })
}

/** What was there before stays when there is no room for the new one. */
async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const existing = await stat(path).catch(() => null)
  if (existing && !existing.isFile()) {
    await writeFile(path, content) // a device or a pipe
    return
  }
  const target = existing ? await realpath(path) : path
  const part = `${target}.${process.pid}.part`
  try {
    await writeFile(part, content)
    await rename(part, target)
  } catch (thrown) {
    await rm(part, { force: true })
    throw thrown
  }
}
