import type { Span } from '../../shared/contract/measurement.ts'
import type { DraftClock } from '../media/detector.ts'
import { readingError } from '../media/file-error.ts'
import type { FfmpegPaths } from '../media/locate.ts'
import type { AudioStreamProbe } from '../media/probe.ts'
import { decodeSound } from '../media/decode-sound.ts'
import { SpeechListener, type HeardSpeech } from '../sound/speech/speech-listener.ts'
import { loadWhisper } from '../sound/speech/whisper.ts'

export interface SpeechRequest {
  path: string
  audio: AudioStreamProbe
  clock: DraftClock
  programs: FfmpegPaths
  /** Where somebody speaks. */
  stretches: Span[]
  /** Where the model lies. */
  folder: string
}

/**
 * Writes down what is said in a draft: a decode of its sound alone, then the model over the stretches of speech.
 *
 * @throws HooklineError what decoding throws; what keeps the model from loading
 */
export async function listenToSpeech(
  { path, audio, clock, programs, stretches, folder }: SpeechRequest,
  options: { signal: AbortSignal; onProgress: (fraction: number) => void },
): Promise<HeardSpeech> {
  const listener = new SpeechListener(stretches, clock.originS)
  const untilS = clock.originS + (stretches.at(-1)?.endS ?? 0) + 1
  const { signal } = options
  await decodeSound({ path, audio, programs, untilS, signal }, (block) => listener.sound(block)).catch(
    (thrown: unknown) => {
      throw readingError(thrown, path)
    },
  )
  const whisper = await loadWhisper(folder)
  return listener.listen(whisper, options).finally(() => whisper.close())
}
