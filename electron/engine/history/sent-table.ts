import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { CallInput } from '../../../shared/contract/calls.ts'
import { HooklineError } from '../../../shared/contract/errors.ts'
import { fileError } from '../../media/file-error.ts'
import { usableFile } from '../measuring.ts'

/** A file of text that was named or sent. */
export interface SentTable {
  name: string
  /** With its folder where that is known; periods stand in folder names. */
  path: string
  bytes: Uint8Array
  sha256: string
  savedAt: Date
}

const mostBytes = 64 << 20

/** @throws HooklineError `usage`, `too_large`, and why a file can't be read */
export async function sentTable({ path, sent }: CallInput<'importEarlyViews'>): Promise<SentTable> {
  if ((path === undefined) === (sent === undefined))
    throw new HooklineError('usage', 'An import needs either a path or a file that was sent.')
  if (sent) {
    const bytes = Buffer.from(sent.base64, 'base64')
    const savedAt = sent.modifiedAt === null ? new Date() : new Date(sent.modifiedAt)
    return { name: sent.name, path: sent.name, bytes, sha256: hashOf(bytes), savedAt }
  }
  const info = await usableFile(path!)
  const name = basename(path!)
  if (info.size > mostBytes)
    throw new HooklineError('too_large', `${name} is larger than 64 MB: no export of posts is.`)
  const bytes = await readFile(path!).catch((thrown: unknown) => {
    throw fileError(thrown, path!)
  })
  return { name, path: path!, bytes, sha256: hashOf(bytes), savedAt: info.mtime }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
