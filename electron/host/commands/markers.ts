import { basename, resolve } from 'node:path'
import type { MarkerFormat } from '../../../shared/contract/markers.ts'
import type { PlatformId } from '../../../shared/contract/score.ts'
import type { CommandContext } from '../command-context.ts'
import { writeResult } from '../write-result.ts'

interface MarkersOptions {
  format: MarkerFormat
  platform?: PlatformId
  out?: string
  beats?: boolean
}

/** `hookline markers FILE --format F`: to standard output, or to a file. */
export async function markersCommand(
  context: CommandContext,
  file: string,
  options: MarkersOptions,
): Promise<void> {
  const { format, platform, out, beats } = options
  const { text } = await context.call(
    'markers',
    { path: resolve(file), format, platform, beats },
    basename(file),
  )
  if (out === undefined) {
    context.print(text.trimEnd())
    return
  }
  await writeResult(out, text)
  if (context.json) context.print(JSON.stringify({ out: resolve(out), format }))
  else context.tell(`Wrote ${out}`)
}
