import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { HooklineError } from '../../shared/contract/errors.ts'
import { fileChanged, fileError } from '../media/file-error.ts'
import { beforeSilence } from '../media/silence.ts'
import type { FileIdentity } from './worker-tasks.ts'

/**
 * Reads a file once from end to end and returns its SHA-256 with the size, time and inode by which it is remembered.
 *
 * @throws HooklineError `file_missing`, `file_unreadable`, `file_changed` (while it was read), `timed_out`, `cancelled`
 */
export function identifyFile(path: string, signal: AbortSignal): Promise<FileIdentity> {
  return beforeSilence((heard) => hashFile(path, signal, heard))
}

async function hashFile(path: string, signal: AbortSignal, heard: () => void): Promise<FileIdentity> {
  try {
    await using file = await open(path, 'r')
    const before = await file.stat({ bigint: true })
    const hash = createHash('sha256')
    for await (const chunk of file.createReadStream({ autoClose: false, highWaterMark: 1 << 20, signal })) {
      hash.update(chunk as Buffer)
      heard()
    }
    const after = await file.stat({ bigint: true })
    if (after.size !== before.size || after.mtimeNs !== before.mtimeNs) throw fileChanged()
    return {
      sizeBytes: Number(after.size),
      modifiedNs: String(after.mtimeNs),
      inode: String(after.ino),
      sha256: hash.digest('hex'),
    }
  } catch (thrown) {
    if (signal.aborted) throw new HooklineError('cancelled', 'Cancelled.')
    throw fileError(thrown, path)
  }
}
