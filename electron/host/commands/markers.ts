import { writeFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { HooklineError } from '../../../shared/contract/errors.ts'
import type { MarkerFormat } from '../../../shared/contract/markers.ts'
import type { PlatformId } from '../../../shared/contract/score.ts'
import type { CommandContext } from '../command-context.ts'

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
  await writeFile(out, text).catch((cause: unknown) => {
    const full = (cause as NodeJS.ErrnoException).code === 'ENOSPC'
    throw full
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
