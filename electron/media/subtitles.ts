import type { Warning } from '../../shared/contract/measurement.ts'
import { confinedInput } from './confinement.ts'
import type { FfmpegPaths } from './locate.ts'
import type { SubtitleStreamProbe } from './probe.ts'
import { defaultLimits, startProgram, stoppedFromOutside } from './program.ts'

/** A subtitle stream as SubRip, times from the beginning of the file. */
export interface EmbeddedSubtitles {
  /** As the file names it, such as `eng`; null where it doesn't. */
  language: string | null
  title: string | null
  srt: string
}

export interface SubtitleReading {
  subtitles: EmbeddedSubtitles | null
  warnings: Warning[]
}

/** What ffmpeg turns into text; the rest are pictures (DVD, Blu-ray, DVB) or teletext. */
const textCodecs: ReadonlySet<string> = new Set([
  'subrip',
  'srt',
  'ass',
  'ssa',
  'webvtt',
  'mov_text',
  'text',
  'microdvd',
  'subviewer',
  'sami',
  'realtext',
  'stl',
])
const mostCharacters = 5e6

/**
 * Reads the subtitles that a player would show: the stream marked default, or else the first of text. A stream that can't
 * be read costs a warning, never the draft.
 *
 * @throws HooklineError `timed_out`, `too_large`, `cancelled`, `ffmpeg_missing`, `ffmpeg_failed`
 */
export async function readSubtitles(
  path: string,
  streams: readonly SubtitleStreamProbe[],
  programs: FfmpegPaths,
  signal: AbortSignal,
): Promise<SubtitleReading> {
  const readable = streams.filter(({ codec }) => textCodecs.has(codec))
  const stream = readable.find(({ isDefault }) => isDefault) ?? readable[0]
  if (!stream) return { subtitles: null, warnings: streams[0] ? [pictures(streams[0])] : [] }
  const program = startProgram(
    programs.ffmpegPath,
    [
      ...['-hide_banner', '-nostdin', '-v', 'error', ...confinedInput(path)],
      ...['-map', `0:${stream.streamIndex}`, '-c:s', 'srt', '-f', 'srt', 'pipe:1'],
    ],
    { pipes: 1, limits: defaultLimits, signal },
  )
  let srt = ''
  const reading = { isTooLong: false }
  program.pipes[0]!.setEncoding('utf8').on('data', (chunk: string) => {
    srt += chunk
    if (srt.length > mostCharacters && !reading.isTooLong) {
      reading.isTooLong = true
      program.stop()
    }
  })
  const end = await program.done
  if (end.killedBy && !reading.isTooLong) throw stoppedFromOutside('ffmpeg', end)
  if (reading.isTooLong)
    return { subtitles: null, warnings: [unreadable('it is longer than any text that is read')] }
  if (end.exitCode !== 0 && srt === '') {
    return {
      subtitles: null,
      warnings: [unreadable(end.stderr.trim().split('\n').at(-1) ?? 'no reason given')],
    }
  }
  return { subtitles: { language: stream.language, title: stream.title, srt }, warnings: [] }
}

function unreadable(reason: string): Warning {
  return {
    code: 'subtitles_unreadable',
    message: `The subtitle stream in the file could not be read: ${reason}.`,
    startS: null,
    endS: null,
  }
}

function pictures({ codec }: SubtitleStreamProbe): Warning {
  return {
    code: 'subtitles_unreadable',
    message: `The subtitles in the file are pictures (${codec}), whose words are not read. Add them as a captions file.`,
    startS: null,
    endS: null,
  }
}
