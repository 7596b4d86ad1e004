import { basename, resolve } from 'node:path'
import type { MusicFit, RankedTrack, TrackMood } from '../../../shared/contract/music.ts'
import type { PlatformId } from '../../../shared/contract/score.ts'
import { formatTime } from '../../../shared/format-time.ts'
import type { CommandContext } from '../command-context.ts'

export interface MusicOptions {
  from: string
  mood?: TrackMood
  platform?: PlatformId
}

/** `hookline music FILE --from FOLDER`: the tracks, best first. */
export async function musicCommand(
  context: CommandContext,
  file: string,
  { from, mood, platform }: MusicOptions,
): Promise<void> {
  const fit = await context.call(
    'music',
    { path: resolve(file), folder: resolve(from), mood, platform },
    basename(file),
  )
  context.print(context.json ? JSON.stringify(fit) : musicText(fit))
}

function musicText({ file, folder, tracks, refused, warnings, ...rest }: MusicFit): string {
  const { draftsCompared, draftsNotCompared } = rest
  const lines = [`Music of ${folder} for ${file}`]
  if (tracks.length === 0) lines.push('', '  There is no track in this folder.')
  tracks.forEach((track, i) => lines.push('', ...trackLines(track, i + 1)))
  if (refused.length > 0) lines.push('', '  Not ranked')
  for (const { path, error } of refused) lines.push(`    ${basename(path)}: ${error.message}`)
  lines.push(
    '',
    `  Looked for in ${draftsCompared} drafts${draftsNotCompared > 0 ? `; ${draftsNotCompared} of an older Hookline were left out` : ''}.`,
  )
  for (const { message } of warnings) lines.push('', `  Note: ${message}`)
  return lines.join('\n')
}

function trackLines(track: RankedTrack, place: number): string[] {
  const { fit, title, artist, name, parts, inPoint, rights, warnings } = track
  const called = title ? `${title}${artist ? `, ${artist}` : ''} (${name})` : name
  const lines = [`  ${place}. ${called}: ${fit ?? 'not judged'}${fit === null ? '' : ' of 100'}`]
  if (inPoint)
    lines.push(
      `       begin it at ${formatTime(inPoint.startS)}${inPoint.onBar ? ', where a bar begins' : ''}`,
    )
  for (const { grade, label, reason } of parts)
    lines.push(
      `       ${grade === null ? '  –' : String(Math.round(grade * 100)).padStart(3)} %  ${label}: ${reason}`,
    )
  const { status, source, licence } = rights
  lines.push(`       rights: ${status}${source ? ` (${source}${licence ? `: ${licence}` : ''})` : ''}`)
  for (const { message } of warnings) lines.push(`       ! ${message}`)
  return lines
}
