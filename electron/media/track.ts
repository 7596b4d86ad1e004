import { HooklineError } from '../../shared/contract/errors.ts'
import { decodeSound } from './decode-sound.ts'
import type { FfmpegPaths } from './locate.ts'
import { audioProbe, mediaStreams, preferred, readFileHeaders, type AudioStreamProbe } from './probe.ts'
import type { SoundBlock } from './streams.ts'

/** What the headers of a music track say. */
export interface TrackProbe {
  container: string
  durationS: number | null
  audio: AudioStreamProbe
  /** Tags of the file and of its sound, keys in lower case. */
  tags: Record<string, string>
}

/** Longer than this it is a mix or a talk, no track. */
export const longestTrackS = 20 * 60

/**
 * Reads the headers of a music track with ffprobe.
 *
 * @param path absolute
 * @throws HooklineError `not_media` (also for films, and for what is too long to be a track), `timed_out`, `cancelled`,
 *   `ffmpeg_failed`
 */
export async function probeTrack(
  path: string,
  programs: FfmpegPaths,
  signal?: AbortSignal,
): Promise<TrackProbe> {
  const { headers } = await readFileHeaders(path, programs, signal)
  if (!headers) throw notSound('This is not a sound file that Hookline can read.')
  const { pictures, sounds } = mediaStreams(headers)
  const sound = preferred(sounds)
  if (!sound) throw notSound('There is no sound in this file.')
  if (pictures.length > 0) throw notSound('This is a film, not a music track.')
  const durationS = headers.format?.duration ?? sound.duration ?? null
  if (durationS !== null && durationS > longestTrackS)
    throw notSound(`This is longer than ${longestTrackS / 60} minutes, so it is taken for no track.`)
  return {
    container: headers.format?.format_name ?? 'unknown',
    durationS,
    audio: audioProbe(sound),
    tags: Object.fromEntries(
      [sound.tags, headers.format?.tags].flatMap((tags) =>
        Object.entries(tags ?? {}).flatMap(([key, value]) =>
          typeof value === 'string' ? [[key.toLowerCase(), value] as const] : [],
        ),
      ),
    ),
  }
}

function notSound(message: string): HooklineError {
  return new HooklineError(
    'not_media',
    message,
    'Leave MP3, M4A, WAV, FLAC, OGG or AIFF files in the folder.',
  )
}

export interface TrackRequest {
  /** Absolute. */
  path: string
  probe: TrackProbe
  programs: FfmpegPaths
  signal?: AbortSignal | undefined
  /** Seconds decoded so far. */
  onProgress?: (doneS: number) => void
}

/**
 * Decodes the sound of a track.
 *
 * @returns seconds of sound
 * @throws HooklineError what `decodeSound` throws
 */
export async function decodeTrack(
  { path, probe, programs, signal, onProgress }: TrackRequest,
  onSound: (block: SoundBlock) => void,
): Promise<number> {
  return decodeSound(
    { path, audio: probe.audio, programs, untilS: longestTrackS, signal, onProgress },
    onSound,
  )
}
