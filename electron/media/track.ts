import { HooklineError } from '../../shared/contract/errors.ts'
import { confinedInput } from './confinement.ts'
import type { FfmpegPaths } from './locate.ts'
import { audioProbe, mediaStreams, preferred, readFileHeaders, type AudioStreamProbe } from './probe.ts'
import { defaultLimits, startProgram, stoppedFromOutside } from './program.ts'
import { soundOnTime } from './sound-clock.ts'
import { SoundReader } from './sound-reader.ts'
import { soundRateHz, type SoundBlock } from './streams.ts'

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
 * Decodes the sound of a track as drafts are decoded: 48 kHz, in its own channels, sample 0 at the file's time 0.
 *
 * @returns seconds of sound
 * @throws HooklineError `corrupt` when nothing could be decoded, `timed_out`, `too_large`, `cancelled`, `ffmpeg_failed`
 */
export async function decodeTrack(
  request: TrackRequest,
  onSound: (block: SoundBlock) => void,
): Promise<number> {
  const { path, probe, programs, signal, onProgress } = request
  const program = startProgram(
    programs.ffmpegPath,
    [
      ...['-hide_banner', '-nostdin', '-loglevel', 'error', '-max_error_rate', '1'],
      ...['-t', String(longestTrackS), ...confinedInput(path)],
      ...['-map', `0:${probe.audio.streamIndex}`, '-af', soundOnTime(probe.audio.sampleRate)],
      ...['-c:a', 'pcm_f32le', '-flush_packets', '0', '-f', 'f32le', 'pipe:1'],
    ],
    { pipes: 1, limits: defaultLimits, signal },
  )
  const reader = new SoundReader(program.pipes[0]!, probe.audio.channels, (block) => {
    onSound(block)
    onProgress?.((block.firstSample + block.length) / soundRateHz)
  })
  const end = await program.done
  if (end.killedBy) throw stoppedFromOutside('ffmpeg', end)
  if (reader.samples === 0)
    throw new HooklineError('corrupt', 'Nothing of this sound could be decoded.', 'Get the file again.')
  return reader.samples / soundRateHz
}
