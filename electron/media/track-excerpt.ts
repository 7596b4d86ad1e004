import { confinedInput } from './confinement.ts'
import type { FfmpegPaths } from './locate.ts'
import { defaultLimits, startProgram, stoppedFromOutside } from './program.ts'
import { askedToEnd, renderFault } from './proxy.ts'

/** Raise it whenever excerpts of the same track could differ. */
export const trackExcerptVersion = 1
export const excerptS = 30

export interface TrackExcerptRequest {
  /** Absolute. */
  path: string
  programs: FfmpegPaths
  /** Where in the track it begins. */
  startS: number
  /** Absolute; what lies there is replaced. It is whole only when the promise resolves. */
  outPath: string
  signal?: AbortSignal | undefined
}

/**
 * Renders half a minute of a track as stereo AAC, which every browser plays.
 *
 * @throws HooklineError as `renderProxy`
 */
export async function renderTrackExcerpt(request: TrackExcerptRequest): Promise<void> {
  const { path, programs, startS, outPath, signal } = request
  const program = startProgram(
    programs.ffmpegPath,
    [
      ...['-hide_banner', '-nostdin', '-loglevel', 'error', '-y'],
      ...['-ss', startS.toFixed(4), ...confinedInput(path), '-t', String(excerptS)],
      ...['-map', '0:a:0', '-c:a', 'aac', '-ac', '2', '-b:a', '160k', '-ar', '48000'],
      ...['-map_metadata', '-1', '-movflags', '+faststart', '-f', 'mp4', `file:${outPath}`],
    ],
    { pipes: 1, limits: { ...defaultLimits, timeS: 60 }, signal },
  )
  program.pipes[0]!.resume()
  const end = await program.done
  if (end.killedBy || end.exitCode === askedToEnd) throw stoppedFromOutside('ffmpeg', end)
  if (end.exitCode !== 0) throw renderFault(end)
}
