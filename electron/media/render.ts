import ffmpeg, { type FfmpegCommand } from 'fluent-ffmpeg'
import { HooklineError } from '../../shared/contract/errors.ts'
import { confinement } from './confinement.ts'
import type { FfmpegPaths } from './locate.ts'
import { askedToEnd, defaultLimits, startProgram, stoppedFromOutside, type ProgramEnd } from './program.ts'

export interface RenderOptions {
  programs: FfmpegPaths
  /** Seconds after which it is ended. */
  timeS: number
  signal?: AbortSignal | undefined
  /** Seconds of the result that are written. */
  onWritten?: (writtenS: number) => void
}

/**
 * A command that reads a file in confinement and writes an MP4 that every browser plays at once, AAC where it has sound. The
 * caller adds filters and what is particular, and hands it to `render`: fluent-ffmpeg only puts it together.
 *
 * @param path absolute
 * @param outPath absolute; what lies there is replaced
 * @param fromS where in the file it begins
 */
export function renderCommand(path: string, outPath: string, fromS = 0): FfmpegCommand {
  const command = ffmpeg()
    .input(`file:${path}`)
    .inputOptions('-hide_banner', '-nostdin', '-loglevel', 'error', '-y')
    .inputOptions('-progress', 'pipe:1', '-stats_period', '0.2')
    .inputOptions(...confinement)
    .outputOptions('-map_metadata', '-1', '-map_chapters', '-1', '-movflags', '+faststart', '-f', 'mp4')
    .output(`file:${outPath}`)
  return fromS > 0 ? command.inputOptions('-ss', fromS.toFixed(6)) : command
}

/** Stereo sound as browsers take it. */
export function withStereoSound(command: FfmpegCommand): FfmpegCommand {
  return command.audioCodec('aac').audioChannels(2).audioBitrate('160k')
}

/**
 * The arguments of a command. It is not run by fluent-ffmpeg itself, which knows no limits of time and memory, ends nothing
 * when a worker is ended, and first asks ffmpeg for all it can do.
 */
export function argumentsOf(command: FfmpegCommand): string[] {
  return command._getArguments().map(String)
}

/**
 * Runs a command to its end; the result is whole only when the promise resolves.
 *
 * @throws HooklineError `disk_full`, `folder_not_writable`, `corrupt`, `timed_out`, `too_large`, `cancelled`,
 *   `ffmpeg_missing`, `ffmpeg_failed`
 */
export async function render(command: FfmpegCommand, options: RenderOptions): Promise<void> {
  const { programs, timeS, signal, onWritten } = options
  const program = startProgram(programs.ffmpegPath, argumentsOf(command), {
    pipes: 1,
    limits: { ...defaultLimits, timeS },
    signal,
  })
  let rest = ''
  program.pipes[0]!.setEncoding('latin1').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const writtenUs = /^out_time_us=(\d+)/.exec(line)?.[1]
      if (writtenUs) onWritten?.(Number(writtenUs) / 1e6)
    }
  })
  const end = await program.done
  if (end.killedBy || end.exitCode === askedToEnd) throw stoppedFromOutside('ffmpeg', end)
  if (end.exitCode !== 0) throw renderFault(end)
}

function renderFault({ stderr }: ProgramEnd): HooklineError {
  if (/No space left on device|Disk quota exceeded|File too large/i.test(stderr)) {
    return new HooklineError(
      'disk_full',
      'The disk is full: the small copy for playing was not made.',
      'Free some space and try again.',
    )
  }
  if (/Permission denied|Read-only file system|No such file or directory/i.test(stderr)) {
    return new HooklineError(
      'folder_not_writable',
      "The small copy for playing can't be written to the library folder.",
      'Check the permissions of the library folder.',
    )
  }
  if (/Unknown encoder|No such filter|Unrecognized option|Option not found/i.test(stderr)) {
    return new HooklineError(
      'ffmpeg_failed',
      'This ffmpeg lacks a part that Hookline needs for the small copy.',
      'Run `hookline doctor`.',
    )
  }
  return new HooklineError(
    'corrupt',
    'The small copy for playing could not be made from this file.',
    'Export the file again.',
  )
}
