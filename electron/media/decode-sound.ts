import { HooklineError } from '../../shared/contract/errors.ts'
import { confinedInput } from './confinement.ts'
import type { FfmpegPaths } from './locate.ts'
import type { AudioStreamProbe } from './probe.ts'
import { defaultLimits, startProgram, stoppedFromOutside } from './program.ts'
import { soundOnTime } from './sound-clock.ts'
import { SoundReader } from './sound-reader.ts'
import { soundRateHz, type SoundBlock } from './streams.ts'

export interface SoundRequest {
  /** Absolute. */
  path: string
  audio: AudioStreamProbe
  programs: FfmpegPaths
  /** Up to which time of the file. */
  untilS: number
  signal?: AbortSignal | undefined
  /** Seconds decoded so far. */
  onProgress?: ((doneS: number) => void) | undefined
}

/**
 * Decodes the sound of a file alone, as drafts are decoded: 48 kHz, in its own channels, sample 0 at the file's time 0.
 *
 * @returns seconds of sound
 * @throws HooklineError `corrupt` when nothing could be decoded, `timed_out`, `too_large`, `cancelled`, `ffmpeg_failed`
 */
export async function decodeSound(
  { path, audio, programs, untilS, signal, onProgress }: SoundRequest,
  onSound: (block: SoundBlock) => void,
): Promise<number> {
  const program = startProgram(
    programs.ffmpegPath,
    [
      ...['-hide_banner', '-nostdin', '-loglevel', 'error', '-max_error_rate', '1'],
      ...['-t', String(untilS), ...confinedInput(path)],
      ...['-map', `0:${audio.streamIndex}`, '-af', soundOnTime(audio.sampleRate)],
      ...['-c:a', 'pcm_f32le', '-flush_packets', '0', '-f', 'f32le', 'pipe:1'],
    ],
    { pipes: 1, limits: defaultLimits, signal },
  )
  const reader = new SoundReader(program.pipes[0]!, audio.channels, (block) => {
    onSound(block)
    onProgress?.((block.firstSample + block.length) / soundRateHz)
  })
  const end = await program.done
  if (end.killedBy) throw stoppedFromOutside('ffmpeg', end)
  if (reader.samples === 0)
    throw new HooklineError('corrupt', 'Nothing of this sound could be decoded.', 'Get the file again.')
  return reader.samples / soundRateHz
}
