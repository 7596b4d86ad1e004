import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { HooklineError } from '../../../shared/contract/errors.ts'
import type { MarkerFormat } from '../../../shared/contract/markers.ts'
import type { PlatformId } from '../../../shared/contract/score.ts'
import type { CommandContext } from '../command-context.ts'
import { isDiskFull } from '../disk-full.ts'

interface MarkersOptions {
  format: MarkerFormat
  platform: PlatformId
  out?: string
}

/** `hookline markers FILE --format F`: to standard output, or to a file. */
export async function markersCommand(
  context: CommandContext,
  file: string,
  options: MarkersOptions,
): Promise<void> {
  const { format, platform, out } = options
  const { text } = await context.call('markers', { path: resolve(file), format, platform }, basename(file))
  if (out === undefined) {
    context.print(text.trimEnd())
    return
  }
  await writeWhole(out, text).catch((cause: unknown) => {
    throw isDiskFull(cause)
      ? new HooklineError(
          'disk_full',
          `The disk is full: ${out} was not written.`,
          'Free some space and try again.',
          { cause },
        )
      : new HooklineError(
          'folder_not_writable',
          `${out} can't be written.`,
          'Choose another place with --out.',
          { cause },
        )
  })
  if (context.json) context.print(JSON.stringify({ out: resolve(out), format }))
  else context.tell(`Wrote ${out}`)
}

/** Writes a file whole or not at all: what was there before stays when there is no room for the new one. */
async function writeWhole(path: string, text: string): Promise<void> {
  const existing = await stat(path).catch(() => null)
  if (existing && !existing.isFile()) {
    await writeFile(path, text) // a device or a pipe
    return
  }
  const target = existing ? await realpath(path) : path
  const part = `${target}.${process.pid}.part`
  try {
    await writeFile(part, text)
    await rename(part, target)
  } catch (thrown) {
    await rm(part, { force: true })
    throw thrown
  }
}
